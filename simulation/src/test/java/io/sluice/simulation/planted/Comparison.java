package io.sluice.simulation.planted;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;

/** A comparison of two longs that a method makes. */
record Comparison(TargetMethod target) {

    /** Whatever is compared is found equal. */
    Change isAlwaysEqual() {
        Spot.Finder finder = Spot.find(target, "comparison of two longs", 0,
                element -> element instanceof OperatorInstruction operator && operator.opcode() == Opcode.LCMP);
        return new Change(target.type(), (tool, original) -> finder.in(original).replaced(
                tool, original, (code, _) -> code.pop2().pop2().iconst_0()));
    }
}
