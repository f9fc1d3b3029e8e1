package io.sluice.simulation.planted;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A method of the real code, or a spot in it, and the words for what may be done there. A method means its lambdas too where a call, a
 * read, a write or a comparison is looked for in it.
 *
 * <p>Calls are named {@code Type.method} and fields {@code Type.field}, by the simple name of the type on which the code that is
 * compiled calls or has them. A name has to be met exactly once, unless a number says which of several is meant.
 */
final class Place {

    /** So many parameters, whatever that is. */
    private static final int ANY = -1;

    private final String type;
    private final String method;
    private final int parameters;

    private Place(String type, String method, int parameters) {
        this.type = type;
        this.method = method;
        this.parameters = parameters;
    }

    /** A method of the class with this binary name; constructors are called {@code <init>}. */
    static Place in(String type, String method) {
        return new Place(type, method, ANY);
    }

    /** The one with so many parameters, where several methods have the name. */
    Place taking(int count) {
        return new Place(type, method, count);
    }

    /** The whole method does nothing but return this. */
    Change returns(Object constant) {
        return wholeBody((model, code) -> {
            ClassDesc result = model.methodTypeSymbol().returnType();
            Stack.push(code, constant, result);
            code.return_(TypeKind.from(result));
        });
    }

    /** The whole method, which gives nothing, does nothing. */
    Change returnsAtOnce() {
        return wholeBody((model, code) -> {
            if (!model.methodTypeSymbol().returnType().equals(ConstantDescs.CD_void)) {
                throw missing("gives something, so it has to be said what");
            }
            code.return_();
        });
    }

    /** A parameter, counted from one. */
    Parameter parameter(int number) {
        return new Parameter(number);
    }

    /** The call that is made there, as {@code Type.method}. */
    Call call(String name) {
        return call(name, 0);
    }

    /** One of several such calls, counted from one in the order of the code. */
    Call call(String name, int number) {
        return new Call(name, number);
    }

    /** The field that is read there, as {@code Type.field}. */
    Read read(String name) {
        return read(name, 0);
    }

    /** One of several such reads. */
    Read read(String name, int number) {
        return new Read(name, number);
    }

    /** The field that is written there, as {@code Type.field}. */
    Write write(String name) {
        return new Write(name);
    }

    /** The comparison of two longs that is made there. */
    Comparison comparison() {
        return new Comparison();
    }

    /** What a method is handed. */
    final class Parameter {
        private final int number;

        private Parameter(int number) {
            this.number = number;
        }

        /** It is this, whatever the caller says. */
        Change is(Object constant) {
            return atBegin((model, code) -> Stack.push(code, constant, typeIn(model)));
        }

        /** It is what a helper makes of the receiver and all parameters. */
        Change isMadeBy(Class<?> owner, String name) {
            Helper helper = Helper.named(owner, name);
            return atBegin((model, code) -> {
                MethodTypeDesc parameterTypes = model.methodTypeSymbol();
                List<ClassDesc> taken = new ArrayList<>(List.of(ClassDesc.of(type)));
                taken.addAll(parameterTypes.parameterList());
                code.aload(code.receiverSlot());
                for (int i = 0; i < parameterTypes.parameterCount(); i++) {
                    code.loadLocal(TypeKind.from(parameterTypes.parameterType(i)), code.parameterSlot(i));
                }
                helper.call(code, taken, typeIn(model));
            });
        }

        private ClassDesc typeIn(MethodModel model) {
            MethodTypeDesc parameterTypes = model.methodTypeSymbol();
            if (number > parameterTypes.parameterCount()) {
                throw missing("has no parameter " + number);
            }
            return parameterTypes.parameterType(number - 1);
        }

        private Change atBegin(BiConsumer<MethodModel, CodeBuilder> value) {
            return new Change(type, (tool, original) -> {
                MethodModel wanted = only(original);
                CodeTransform transform = new CodeTransform() {
                    @Override
                    public void atStart(CodeBuilder code) {
                        value.accept(wanted, code);
                        code.storeLocal(TypeKind.from(typeIn(wanted)), code.parameterSlot(number - 1));
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
    }

    /** A call that the method makes. */
    final class Call {
        private final String name;
        private final int number;

        private Call(String name, int number) {
            this.name = name;
            this.number = number;
        }

        /** It is not made. Its answer must be one that nobody wants. */
        Change isSkipped() {
            return replaced((code, call) -> {
                Stack.drop(code, Stack.takenBy(call));
                Stack.pushAnything(code, call.typeSymbol().returnType());
            }, true);
        }

        /** It is not made, and things go on as if this were its answer. */
        Change isTakenFor(Object answer) {
            return replaced((code, call) -> {
                Stack.drop(code, Stack.takenBy(call));
                Stack.push(code, answer, call.typeSymbol().returnType());
            }, false);
        }

        /** Another method of the same receiver and type is called instead. */
        Change goesTo(String sibling) {
            return replaced((code, call) -> {
                ClassDesc owner = call.owner().asSymbol();
                Types.mustHaveMethod(owner, sibling, call.typeSymbol());
                code.invoke(call.opcode(), owner, sibling, call.typeSymbol(), call.isInterface());
            }, false);
        }

        /** A helper is called instead. */
        Change goesTo(Class<?> owner, String helper) {
            Helper instead = Helper.named(owner, helper);
            return replaced(
                    (code, call) -> instead.call(code, Stack.takenBy(call), call.typeSymbol().returnType()), false);
        }

        /** It is made twice, with the same arguments. */
        Change isMadeTwice() {
            return replaced((code, call) -> {
                if (!call.typeSymbol().returnType().equals(ConstantDescs.CD_void)) {
                    throw missing("gets an answer of " + name + ", and can not get two");
                }
                List<ClassDesc> taken = Stack.takenBy(call);
                int[] locals = new int[taken.size()];
                for (int i = taken.size() - 1; i >= 0; i--) {
                    TypeKind kind = TypeKind.from(taken.get(i));
                    locals[i] = code.allocateLocal(kind);
                    code.storeLocal(kind, locals[i]);
                }
                for (int time = 0; time < 2; time++) {
                    for (int i = 0; i < locals.length; i++) {
                        code.loadLocal(TypeKind.from(taken.get(i)), locals[i]);
                    }
                    code.with(call);
                }
            }, false);
        }

        private Change replaced(BiConsumer<CodeBuilder, InvokeInstruction> instead, boolean unwanted) {
            return oneSpot("call of " + name, number,
                    element -> element instanceof InvokeInstruction call && !call.name().equalsString("<init>")
                            && name.equals(nameOf(call.owner().asSymbol(), call.name().stringValue())),
                    (code, element) -> instead.accept(code, (InvokeInstruction) element),
                    unwanted);
        }
    }

    /** A field that the method reads. */
    final class Read {
        private final String name;
        private final int number;

        private Read(String name, int number) {
            this.name = name;
            this.number = number;
        }

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
            return oneSpot("read of " + name, number,
                    element -> isAccess(element, name, Opcode.GETFIELD, Opcode.GETSTATIC),
                    (code, element) -> instead.accept(code, (FieldInstruction) element),
                    false);
        }
    }

    /** A field that the method writes. */
    final class Write {
        private final String name;

        private Write(String name) {
            this.name = name;
        }

        /** It is not written. */
        Change isSkipped() {
            return oneSpot("write of " + name, 0,
                    element -> isAccess(element, name, Opcode.PUTFIELD, Opcode.PUTFIELD),
                    (code, element) -> {
                        FieldInstruction write = (FieldInstruction) element;
                        Stack.drop(code, List.of(write.owner().asSymbol(), write.typeSymbol()));
                    },
                    false);
        }
    }

    /** A comparison of two longs. */
    final class Comparison {
        private Comparison() {}

        /** Whatever is compared is found equal. */
        Change isAlwaysEqual() {
            return oneSpot("comparison of two longs", 0,
                    element -> element instanceof OperatorInstruction operator && operator.opcode() == Opcode.LCMP,
                    (code, _) -> code.pop2().pop2().iconst_0(),
                    false);
        }
    }

    private static boolean isAccess(CodeElement element, String name, Opcode one, Opcode other) {
        return element instanceof FieldInstruction access && (access.opcode() == one || access.opcode() == other)
                && name.equals(nameOf(access.owner().asSymbol(), access.name().stringValue()));
    }

    private static String nameOf(ClassDesc owner, String member) {
        String simple = owner.displayName();
        return simple.substring(simple.lastIndexOf('$') + 1) + "." + member;
    }

    private Change wholeBody(BiConsumer<MethodModel, CodeBuilder> body) {
        return new Change(type, (tool, original) -> {
            MethodModel wanted = only(original);
            return tool.transformClass(original, ClassTransform.transformingMethods(
                    model -> isSame(model, wanted),
                    MethodTransform.dropping(CodeModel.class::isInstance)
                            .andThen(MethodTransform.endHandler(
                                    builder -> builder.withCode(code -> body.accept(wanted, code))))));
        });
    }

    /** Where in the class one element of code stands. */
    private record Spot(MethodModel method, int position, CodeElement element) {}

    private Change oneSpot(String what, int number, Predicate<CodeElement> wanted,
            BiConsumer<CodeBuilder, CodeElement> instead, boolean unwanted) {
        return new Change(type, (tool, original) -> {
            Spot spot = choose(what, number, spots(original, wanted));
            if (unwanted) {
                insistThatNobodyWants(spot, what);
            }
            return replace(tool, original, spot, instead);
        });
    }

    private List<Spot> spots(ClassModel original, Predicate<CodeElement> wanted) {
        List<Spot> spots = new ArrayList<>();
        for (MethodModel model : original.methods()) {
            if (isHere(model) && model.code().isPresent()) {
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

    private Spot choose(String what, int number, List<Spot> spots) {
        if (spots.isEmpty()) {
            throw missing("has no " + what);
        }
        if (number == 0 && spots.size() > 1) {
            throw missing("has more than one " + what);
        }
        if (number > spots.size()) {
            throw missing("has only " + spots.size() + " times a " + what);
        }
        return spots.get(Math.max(0, number - 1));
    }

    private void insistThatNobodyWants(Spot spot, String what) {
        InvokeInstruction call = (InvokeInstruction) spot.element();
        boolean answers = !call.typeSymbol().returnType().equals(ConstantDescs.CD_void);
        List<CodeElement> behind = spot.method().code().orElseThrow().elementList();
        boolean dropped = behind.stream().skip(spot.position() + 1L).filter(Instruction.class::isInstance).findFirst()
                .filter(next -> next instanceof StackInstruction pop
                        && (pop.opcode() == Opcode.POP || pop.opcode() == Opcode.POP2))
                .isPresent();
        if (answers && !dropped) {
            throw missing("needs the answer of its " + what + ": say what it is taken for");
        }
    }

    private static byte[] replace(
            ClassFile tool, ClassModel original, Spot spot, BiConsumer<CodeBuilder, CodeElement> instead) {
        CodeTransform transform = CodeTransform.ofStateful(() -> new CodeTransform() {
            private int position;

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                if (position++ == spot.position()) {
                    instead.accept(code, element);
                } else {
                    code.with(element);
                }
            }
        });
        return tool.transformClass(original, ClassTransform.transformingMethods(
                model -> isSame(model, spot.method()), MethodTransform.transformingCode(transform)));
    }

    private MethodModel only(ClassModel original) {
        List<MethodModel> named = original.methods().stream().filter(this::isNamed).toList();
        if (named.size() != 1) {
            throw missing(named.isEmpty() ? "is not there" : "is there " + named.size() + " times");
        }
        return named.getFirst();
    }

    private boolean isHere(MethodModel model) {
        String spelled = method.equals("<init>") ? "new" : method;
        return isNamed(model) || model.methodName().stringValue().startsWith("lambda$" + spelled + "$");
    }

    private boolean isNamed(MethodModel model) {
        return model.methodName().equalsString(method)
                && (parameters == ANY || model.methodTypeSymbol().parameterCount() == parameters);
    }

    private static boolean isSame(MethodModel one, MethodModel other) {
        return one.methodName().equalsString(other.methodName().stringValue())
                && one.methodType().equalsString(other.methodType().stringValue());
    }

    private PlaceMissing missing(String what) {
        return new PlaceMissing(type + "." + method + " " + what);
    }
}
