package io.sluice.simulation.planted;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.List;

/**
 * A field that a method writes.
 *
 * @param name as {@code Type.field}
 */
record FieldWrite(TargetMethod target, String name) {

    /** It is not written. */
    Change isSkipped() {
        Spot.Finder finder = Spot.find(target, "write of " + name, 0,
                element -> Spot.isAccess(element, name, Opcode.PUTFIELD));
        return new Change(target.type(), (tool, original) -> finder.in(original).replaced(
                tool, original, (code, element) -> {
                    FieldInstruction write = (FieldInstruction) element;
                    Stack.drop(code, List.of(write.owner().asSymbol(), write.typeSymbol()));
                }));
    }
}
