package io.sluice.simulation.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** A class to plant faults into. It answers a word with what a method of that name gives. */
public final class Specimen implements Function<String, Object> {

    private static final String RED = "red";
    private static final String BLUE = "blue";

    private final List<String> done = new ArrayList<>();
    private int count = 1;
    private long wide = 1L << 40;

    @Override
    public Object apply(String method) {
        return switch (method) {
            case "number" -> number();
            case "steps" -> steps();
            case "lambda" -> lambda();
            case "greet" -> greet("you", 1L << 40, 2);
            case "colour" -> colour();
            case "counting" -> counting();
            case "same" -> same(wide, 5);
            case "find" -> find("a word").map(String::length).orElse(-1);
            case "named" -> named(3);
            default -> throw new IllegalArgumentException(method);
        };
    }

    int number() {
        return 42;
    }

    List<String> steps() {
        done("first", 1);
        done("second", 2);
        boolean added = done.add(String.valueOf(longer(3, 4L)));
        done.add(String.valueOf(added));
        done.add("unheard");
        return List.copyOf(done);
    }

    private void done(String what, long weight) {
        done.add(what + " " + weight);
    }

    void undone(String what, long weight) {
        done.add("not " + what + " " + weight);
    }

    static long longer(int one, long other) {
        return one + other;
    }

    List<String> lambda() {
        List<String> where = new ArrayList<>();
        Supplier<List<String>> later = () -> {
            where.add("noted");
            return where;
        };
        return later.get();
    }

    String greet(String whom, long far, int times) {
        return "hello " + whom + " " + far + " " + times;
    }

    String colour() {
        return red() + count;
    }

    private static String red() {
        return Colour.RED.words();
    }

    /** Two of a kind. */
    enum Colour {
        RED, BLUE;

        String words() {
            return this == RED ? Specimen.RED : Specimen.BLUE;
        }
    }

    int counting() {
        count++;
        wide += TimeUnit.SECONDS.toNanos(1);
        return count;
    }

    boolean same(long one, long other) {
        return one == other;
    }

    Optional<String> find(String word) {
        return Optional.of(word);
    }

    String named(int number) {
        return "one " + number;
    }

    String named(int number, int other) {
        return "two " + number + other;
    }
}
