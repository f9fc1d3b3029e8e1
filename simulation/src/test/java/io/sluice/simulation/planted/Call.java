package io.sluice.simulation.planted;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A call that a method makes.
 *
 * @param name as {@code Type.method}
 * @param number which of several, counted from one; 0 for the only one
 */
record Call(TargetMethod target, String name, int number) {

    /** It is not made. Its answer must be one that nobody wants. */
    Change isSkipped() {
        return new Change(target.type(), (tool, original) -> {
            Spot spot = finder().in(original);
            InvokeInstruction call = (InvokeInstruction) spot.element();
            if (Stack.hasAnswer(call) && !spot.isDropped()) {
                throw target.missing("needs the answer of its call of " + name + ": say what it is taken for");
            }
            return spot.replaced(tool, original, (code, _) -> {
                Stack.drop(code, Stack.takenBy(call));
                Stack.pushAnything(code, call.typeSymbol().returnType());
            });
        });
    }

    /** It is not made, and things go on as if this were its answer. */
    Change isTakenFor(Object answer) {
        return replaced((code, call) -> {
            Stack.drop(code, Stack.takenBy(call));
            Stack.push(code, answer, call.typeSymbol().returnType());
        });
    }

    /** Another method of the same receiver and type is called instead. */
    Change goesTo(String sibling) {
        return replaced((code, call) -> {
            ClassDesc owner = call.owner().asSymbol();
            Types.mustHaveMethod(owner, sibling, call.typeSymbol());
            code.invoke(call.opcode(), owner, sibling, call.typeSymbol(), call.isInterface());
        });
    }

    /** A helper is called instead. */
    Change goesTo(Class<?> owner, String helper) {
        Helper instead = Helper.named(owner, helper);
        return replaced((code, call) -> instead.call(code, Stack.takenBy(call), call.typeSymbol().returnType()));
    }

    /** It is made twice, with the same arguments; the second answer counts, if there are any. */
    Change isMadeTwice() {
        return replaced((code, call) -> {
            List<ClassDesc> taken = Stack.takenBy(call);
            int[] locals = new int[taken.size()];
            for (int i = taken.size() - 1; i >= 0; i--) {
                TypeKind kind = TypeKind.from(taken.get(i));
                locals[i] = code.allocateLocal(kind);
                code.storeLocal(kind, locals[i]);
            }
            for (int time = 1; time <= 2; time++) {
                for (int i = 0; i < locals.length; i++) {
                    code.loadLocal(TypeKind.from(taken.get(i)), locals[i]);
                }
                code.with(call);
                if (time == 1) {
                    Stack.dropAnswer(code, call);
                }
            }
        });
    }

    private Change replaced(BiConsumer<CodeBuilder, InvokeInstruction> instead) {
        return new Change(target.type(), (tool, original) -> finder().in(original).replaced(
                tool, original, (code, element) -> instead.accept(code, (InvokeInstruction) element)));
    }

    private Spot.Finder finder() {
        return Spot.find(target, "call of " + name, number,
                element -> element instanceof InvokeInstruction call && !call.name().equalsString("<init>")
                        && name.equals(Spot.nameOf(call.owner().asSymbol(), call.name().stringValue())));
    }
}
