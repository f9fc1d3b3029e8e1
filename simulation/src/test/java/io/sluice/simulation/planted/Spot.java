package io.sluice.simulation.planted;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Where in a class one element of code stands. */
record Spot(MethodModel method, int position, CodeElement element) {

    /** Finds a spot in a method. */
    @FunctionalInterface
    interface Finder {
        Spot in(ClassModel original);
    }

    /**
     * The only spot of a kind in a method and its lambdas, or one of several.
     *
     * @param what the kind, for {@link PlaceMissing}
     * @param number counted from one in the order of the code; 0 if there must be only one
     */
    static Finder find(TargetMethod target, String what, int number, Predicate<CodeElement> wanted) {
        return original -> {
            List<Spot> spots = all(original, target, wanted);
            if (spots.isEmpty()) {
                throw target.missing("has no " + what);
            }
            if (number == 0 && spots.size() > 1) {
                throw target.missing("has more than one " + what);
            }
            if (number > spots.size()) {
                throw target.missing("has only " + spots.size() + " times a " + what);
            }
            return spots.get(Math.max(0, number - 1));
        };
    }

    private static List<Spot> all(ClassModel original, TargetMethod target, Predicate<CodeElement> wanted) {
        List<Spot> spots = new ArrayList<>();
        for (MethodModel model : original.methods()) {
            if (target.isHere(model) && model.code().isPresent()) {
                List<CodeElement> elements = model.code().get().elementList();
                for (int i = 0; i < elements.size(); i++) {
                    if (wanted.test(elements.get(i))) {
                        spots.add(new Spot(model, i, elements.get(i)));
                    }
                }
            }
        }
        return spots;
    }

    /** The class with something else at this spot. */
    byte[] replaced(ClassFile tool, ClassModel original, BiConsumer<CodeBuilder, CodeElement> instead) {
        CodeTransform transform = CodeTransform.ofStateful(() -> new CodeTransform() {
            private int at;

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                if (at++ == position) {
                    instead.accept(code, element);
                } else {
                    code.with(element);
                }
            }
        });
        return tool.transformClass(original, ClassTransform.transformingMethods(
                model -> TargetMethod.isSame(model, method), MethodTransform.transformingCode(transform)));
    }

    /** Whether what it leaves on the stack is dropped at once. */
    boolean isDropped() {
        return method.code().orElseThrow().elementList().stream().skip(position + 1L)
                .filter(Instruction.class::isInstance).findFirst()
                .filter(next -> next instanceof StackInstruction pop
                        && (pop.opcode() == Opcode.POP || pop.opcode() == Opcode.POP2))
                .isPresent();
    }

    /** Whether an element is an access of one of these kinds to the field {@code Type.field}. */
    static boolean isAccess(CodeElement element, String name, Opcode... kinds) {
        return element instanceof FieldInstruction access && List.of(kinds).contains(access.opcode())
                && name.equals(nameOf(access.owner().asSymbol(), access.name().stringValue()));
    }

    /** A member as {@code Type.member}. */
    static String nameOf(ClassDesc owner, String member) {
        String simple = owner.displayName();
        return simple.substring(simple.lastIndexOf('$') + 1) + "." + member;
    }
}
