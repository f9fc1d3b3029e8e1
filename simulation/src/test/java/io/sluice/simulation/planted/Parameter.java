package io.sluice.simulation.planted;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a method is handed.
 *
 * @param number counted from one
 */
record Parameter(TargetMethod target, int number) {

    /** It is this, whatever the caller says. */
    Change is(Object constant) {
        return madeBy((model, code) -> Stack.push(code, constant, typeIn(model)));
    }

    /** It is what a helper makes of the receiver and all parameters. */
    Change isMadeBy(Class<?> owner, String name) {
        Helper helper = Helper.named(owner, name);
        return madeBy((model, code) -> {
            MethodTypeDesc parameterTypes = model.methodTypeSymbol();
            List<ClassDesc> taken = new ArrayList<>(List.of(ClassDesc.of(target.type())));
            taken.addAll(parameterTypes.parameterList());
            code.aload(code.receiverSlot());
            for (int i = 0; i < parameterTypes.parameterCount(); i++) {
                code.loadLocal(TypeKind.from(parameterTypes.parameterType(i)), code.parameterSlot(i));
            }
            helper.call(code, taken, typeIn(model));
        });
    }

    private Change madeBy(BiConsumer<MethodModel, CodeBuilder> value) {
        return target.atBegin((model, code) -> {
            value.accept(model, code);
            code.storeLocal(TypeKind.from(typeIn(model)), code.parameterSlot(number - 1));
        });
    }

    private ClassDesc typeIn(MethodModel model) {
        MethodTypeDesc parameterTypes = model.methodTypeSymbol();
        if (number > parameterTypes.parameterCount()) {
            throw target.missing("has no parameter " + number);
        }
        return parameterTypes.parameterType(number - 1);
    }
}
