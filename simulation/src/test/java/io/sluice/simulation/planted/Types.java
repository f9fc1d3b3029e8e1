package io.sluice.simulation.planted;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** Looks things up that changed code will name, since the JVM itself looks only when it comes there. */
final class Types {

    private Types() {}

    static Class<?> of(ClassDesc type) {
        String descriptor = type.descriptorString();
        try {
            if (type.isPrimitive()) {
                return type.resolveConstantDesc(MethodHandles.lookup());
            }
            String name = type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
            // Not initialised: it is only asked what it looks like.
            return Class.forName(name.replace('/', '.'), false, Types.class.getClassLoader());
        } catch (ReflectiveOperationException e) {
            throw new PlaceMissing("there is no class " + type.displayName());
        }
    }

    /** Insists on a method of this name and type that an instance of {@code owner} has. */
    static void mustHaveMethod(ClassDesc owner, String name, MethodTypeDesc type) {
        for (Class<?> at = of(owner); at != null; at = at.getSuperclass()) {
            boolean has = Arrays.stream(at.getDeclaredMethods()).anyMatch(method -> method.getName().equals(name)
                    && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .toMethodDescriptorString().equals(type.descriptorString()));
            if (has) {
                return;
            }
        }
        throw new PlaceMissing(owner.displayName() + " has no method " + name + type.displayDescriptor());
    }

    /** Insists on a field of this name and type. */
    static void mustHaveField(ClassDesc owner, String name, ClassDesc type) {
        boolean has = Arrays.stream(of(owner).getDeclaredFields()).anyMatch(field -> field.getName().equals(name)
                && field.getType().descriptorString().equals(type.descriptorString()));
        if (!has) {
            throw new PlaceMissing(owner.displayName() + " has no field " + name + " of type " + type.displayName());
        }
    }
}
