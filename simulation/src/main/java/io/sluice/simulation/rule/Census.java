package io.sluice.simulation.rule;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * How many objects of each of our own classes a program holds, and how much stands in each of their fields that can hold many: found by
 * walking over all fields, so that production code need not tell.
 *
 * <p>Classes have their binary names, fields that of their class, a dot, and their own. Bytes are not counted.
 */
final class Census {

    private static final String OURS = "io.sluice.";
    private static final String NOT_THE_PROGRAM = "io.sluice.simulation.";
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Map<String, Integer> objects = new HashMap<>();
    private final Map<String, Integer> fullest = new TreeMap<>();
    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toVisit = new ArrayDeque<>();

    private Census() {}

    /** Counts what can be reached from here. */
    static Census of(Object root) {
        Census census = new Census();
        census.meet(root);
        while (!census.toVisit.isEmpty()) {
            census.visit(census.toVisit.removeLast());
        }
        return census;
    }

    /** How many there are of a class. */
    int objects(String type) {
        return objects.getOrDefault(type, 0);
    }

    /** How much stands in each field that can hold many, by name; of several objects the fullest. */
    Map<String, Integer> fullest() {
        return Collections.unmodifiableMap(fullest);
    }

    private void visit(Object object) {
        Class<?> type = object.getClass();
        objects.merge(type.getName(), 1, Integer::sum);
        for (Field field : FIELDS.computeIfAbsent(type, Census::fieldsOf)) {
            Object value = get(field, object);
            size(value).ifPresent(size -> fullest.merge(
                    field.getDeclaringClass().getName() + "." + field.getName(), size, Math::max));
            meet(value);
        }
    }

    private void meet(@Nullable Object value) {
        switch (value) {
            case null -> {
                // Nothing is there.
            }
            case Optional<?> maybe -> meet(maybe.orElse(null));
            case AtomicReference<?> holder -> meet(holder.get());
            case Map<?, ?> map -> {
                map.keySet().forEach(this::meet);
                map.values().forEach(this::meet);
            }
            case Collection<?> collection -> collection.forEach(this::meet);
            case Object[] array -> Arrays.stream(array).forEach(this::meet);
            default -> {
                String name = value.getClass().getName();
                if (name.startsWith(OURS) && !name.startsWith(NOT_THE_PROGRAM) && !(value instanceof Enum)
                        && met.add(value)) {
                    toVisit.add(value);
                }
            }
        }
    }

    private static Optional<Integer> size(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(map.size());
            case Collection<?> collection -> Optional.of(collection.size());
            case byte[] _ -> Optional.empty();
            default -> value.getClass().isArray() ? Optional.of(Array.getLength(value)) : Optional.empty();
        };
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && at.getName().startsWith(OURS); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && canHoldObjects(field.getType())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return List.copyOf(fields);
    }

    private static boolean canHoldObjects(Class<?> type) {
        return !type.isPrimitive() && !type.isEnum() && type != String.class;
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
