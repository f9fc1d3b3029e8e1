package io.sluice.simulation.planted;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes do to the operand stack. */
final class Stack {

    private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");

    private Stack() {}

    /** What a call finds on the stack, bottom first: its receiver, if it has one, and its arguments. */
    static List<ClassDesc> takenBy(InvokeInstruction call) {
        List<ClassDesc> taken = new ArrayList<>();
        if (call.opcode() != Opcode.INVOKESTATIC) {
            taken.add(call.owner().asSymbol());
        }
        taken.addAll(call.typeSymbol().parameterList());
        return taken;
    }

    /** Drops values of these types, given bottom first. */
    static void drop(CodeBuilder code, List<ClassDesc> types) {
        types.reversed().forEach(type -> {
            if (TypeKind.from(type).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        });
    }

    /** Whether a call leaves anything. */
    static boolean hasAnswer(InvokeInstruction call) {
        return !call.typeSymbol().returnType().equals(ConstantDescs.CD_void);
    }

    /** Drops what a call has left, if it leaves anything. */
    static void dropAnswer(CodeBuilder code, InvokeInstruction call) {
        if (hasAnswer(call)) {
            drop(code, List.of(call.typeSymbol().returnType()));
        }
    }

    /** Pushes something of this type that is dropped right afterwards. */
    static void pushAnything(CodeBuilder code, ClassDesc type) {
        switch (TypeKind.from(type)) {
            case VOID -> {}
            case REFERENCE -> code.aconst_null();
            case LONG, DOUBLE -> code.lconst_0();
            default -> code.iconst_0();
        }
    }

    /** Pushes a constant where a value of this type is wanted: a boolean, int, long, string or {@link Optional#empty}. */
    static void push(CodeBuilder code, Object constant, ClassDesc type) {
        if (type.equals(ConstantDescs.CD_boolean) && constant instanceof Boolean truth) {
            code.loadConstant(truth ? 1 : 0);
        } else if (type.equals(ConstantDescs.CD_int) && constant instanceof Integer number) {
            code.loadConstant(number);
        } else if (type.equals(ConstantDescs.CD_long) && constant instanceof Long number) {
            code.loadConstant(number);
        } else if (type.equals(ConstantDescs.CD_String) && constant instanceof String text) {
            code.loadConstant(text);
        } else if (type.equals(OPTIONAL) && constant.equals(Optional.empty())) {
            code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL));
        } else {
            throw new PlaceMissing("a " + type.displayName() + " stands there, which can not be " + constant);
        }
    }
}
