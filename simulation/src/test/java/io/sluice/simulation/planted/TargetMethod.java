package io.sluice.simulation.planted;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The method that a change is made in.
 *
 * @param type binary name of its class
 * @param method its name; constructors are called {@code <init>}
 * @param parameters how many it has, or {@link #ANY}
 */
record TargetMethod(String type, String method, int parameters) {

    /** So many parameters, whatever that is. */
    static final int ANY = -1;

    /** The change by which the method does something else altogether. */
    Change wholeBody(BiConsumer<MethodModel, CodeBuilder> body) {
        return new Change(type, (tool, original) -> {
            MethodModel wanted = only(original);
            return tool.transformClass(original, ClassTransform.transformingMethods(
                    model -> isSame(model, wanted),
                    MethodTransform.dropping(CodeModel.class::isInstance)
                            .andThen(MethodTransform.endHandler(
                                    builder -> builder.withCode(code -> body.accept(wanted, code))))));
        });
    }

    /** The change by which the method does something first. */
    Change atBegin(BiConsumer<MethodModel, CodeBuilder> first) {
        return new Change(type, (tool, original) -> {
            MethodModel wanted = only(original);
            CodeTransform transform = new CodeTransform() {
                @Override
                public void atStart(CodeBuilder code) {
                    first.accept(wanted, code);
                }

                @Override
                public void accept(CodeBuilder code, CodeElement element) {
                    code.with(element);
                }
            };
            return tool.transformClass(original, ClassTransform.transformingMethods(
                    model -> isSame(model, wanted), MethodTransform.transformingCode(transform)));
        });
    }

    /** Whether this method is meant: it, or a lambda in it. */
    boolean isHere(MethodModel model) {
        String spelled = method.equals("<init>") ? "new" : method;
        return isNamed(model) || model.methodName().stringValue().startsWith("lambda$" + spelled + "$");
    }

    static boolean isSame(MethodModel one, MethodModel other) {
        return one.methodName().equalsString(other.methodName().stringValue())
                && one.methodType().equalsString(other.methodType().stringValue());
    }

    /** What to throw when the method is not as it should be. */
    PlaceMissing missing(String what) {
        return new PlaceMissing(type + "." + method + " " + what);
    }

    private MethodModel only(ClassModel original) {
        List<MethodModel> named = original.methods().stream().filter(this::isNamed).toList();
        if (named.size() != 1) {
            throw missing(named.isEmpty() ? "is not there" : "is there " + named.size() + " times");
        }
        return named.getFirst();
    }

    private boolean isNamed(MethodModel model) {
        return model.methodName().equalsString(method)
                && (parameters == ANY || model.methodTypeSymbol().parameterCount() == parameters);
    }
}
