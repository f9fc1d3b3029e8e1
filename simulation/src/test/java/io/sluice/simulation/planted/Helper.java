package io.sluice.simulation.planted;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A public static method that changed code calls: it finds on the stack what the call that it replaces would have found. */
record Helper(Method method) {

    static Helper named(Class<?> owner, String name) {
        return new Helper(Arrays.stream(owner.getMethods()).filter(found -> found.getName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + owner.getSimpleName() + "." + name)));
    }

    /** Calls it with what is on the stack, given bottom first, for a value of the type that is wanted. */
    void call(CodeBuilder code, List<ClassDesc> taken, ClassDesc wanted) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean fits = parameters.length == taken.size();
        for (int i = 0; fits && i < parameters.length; i++) {
            fits = parameters[i].isAssignableFrom(Types.of(taken.get(i)));
        }
        boolean gives = method.getReturnType().isPrimitive() == wanted.isPrimitive()
                && (!wanted.isPrimitive() || method.getReturnType() == Types.of(wanted));
        if (!fits || !gives) {
            throw new PlaceMissing(method.getName() + " can not stand for what takes "
                    + taken.stream().map(ClassDesc::displayName).toList() + " and gives " + wanted.displayName());
        }
        code.invokestatic(
                ClassDesc.of(method.getDeclaringClass().getName()),
                method.getName(),
                MethodTypeDesc.ofDescriptor(MethodType.methodType(method.getReturnType(), parameters)
                        .toMethodDescriptorString()));
        if (!wanted.isPrimitive()) {
            code.checkcast(wanted);
        }
    }
}
