package io.sluice.simulation.planted;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/**
 * A method of the real code, and the words for what may be changed in it. A method means its lambdas too where a call, a read, a write
 * or a comparison is looked for in it.
 *
 * <p>Calls are named {@code Type.method} and fields {@code Type.field}, by the simple name of the type on which the code that is
 * compiled calls or has them. A name has to be met exactly once, unless a number says which of several is meant.
 */
final class Place {

    private final TargetMethod target;

    private Place(TargetMethod target) {
        this.target = target;
    }

    /** A method of the class with this binary name; constructors are called {@code <init>}. */
    static Place in(String type, String method) {
        return new Place(new TargetMethod(type, method, TargetMethod.ANY));
    }

    /** The one with so many parameters, where several methods have the name. */
    Place taking(int count) {
        return new Place(new TargetMethod(target.type(), target.method(), count));
    }

    /** The whole method does nothing but return this. */
    Change returns(Object constant) {
        return target.wholeBody((model, code) -> {
            ClassDesc result = model.methodTypeSymbol().returnType();
            Stack.push(code, constant, result);
            code.return_(TypeKind.from(result));
        });
    }

    /** The whole method, which gives nothing, does nothing. */
    Change returnsAtOnce() {
        return target.wholeBody((model, code) -> {
            if (!model.methodTypeSymbol().returnType().equals(ConstantDescs.CD_void)) {
                throw target.missing("gives something, so it has to be said what");
            }
            code.return_();
        });
    }

    /** A parameter, counted from one. */
    Parameter parameter(int number) {
        return new Parameter(target, number);
    }

    /** The call that is made there, as {@code Type.method}. */
    Call call(String name) {
        return call(name, 0);
    }

    /** One of several such calls, counted from one in the order of the code. */
    Call call(String name, int number) {
        return new Call(target, name, number);
    }

    /** The field that is read there, as {@code Type.field}. */
    FieldRead read(String name) {
        return read(name, 0);
    }

    /** One of several such reads. */
    FieldRead read(String name, int number) {
        return new FieldRead(target, name, number);
    }

    /** The field that is written there, as {@code Type.field}. */
    FieldWrite write(String name) {
        return new FieldWrite(target, name);
    }

    /** The comparison of two longs that is made there. */
    Comparison comparison() {
        return new Comparison(target);
    }
}
