package io.sluice.simulation.planted;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.util.function.BiConsumer;

/**
 * A field that a method reads.
 *
 * @param name as {@code Type.field}
 * @param number which of several reads, counted from one; 0 for the only one
 */
record FieldRead(TargetMethod target, String name, int number) {

    /** It is not read; this is taken for what stands in it. */
    Change isTakenFor(Object constant) {
        return replaced((code, read) -> {
            if (read.opcode() == Opcode.GETFIELD) {
                code.pop();
            }
            Stack.push(code, constant, read.typeSymbol());
        });
    }

    /** Another field of the same owner and type is read instead. */
    Change goesTo(String sibling) {
        return replaced((code, read) -> {
            ClassDesc owner = read.owner().asSymbol();
            Types.mustHaveField(owner, sibling, read.typeSymbol());
            code.fieldAccess(read.opcode(), owner, sibling, read.typeSymbol());
        });
    }

    private Change replaced(BiConsumer<CodeBuilder, FieldInstruction> instead) {
        Spot.Finder finder = Spot.find(target, "read of " + name, number,
                element -> Spot.isAccess(element, name, Opcode.GETFIELD, Opcode.GETSTATIC));
        return new Change(target.type(), (tool, original) -> finder.in(original).replaced(
                tool, original, (code, element) -> instead.accept(code, (FieldInstruction) element)));
    }
}
