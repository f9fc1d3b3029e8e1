package io.sluice.simulation.planted;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;

/**
 * One small change of one class. Made by a {@link Place}, in words that read as a sentence.
 *
 * @param target binary name of the class
 */
record Change(String target, Edit edit) {

    private static final ClassFile TOOL = ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()
                    .orElse(ClassHierarchyResolver.ofResourceParsing(Change.class.getClassLoader()))));

    /** Makes the change, and exactly that, or throws {@link PlaceMissing}. */
    interface Edit {
        byte[] make(ClassFile tool, ClassModel original);
    }

    /** The class with the change in it; the bytes given stay as they are. */
    byte[] in(byte[] original) {
        byte[] changed = edit.make(TOOL, TOOL.parse(original));
        TOOL.verify(changed).stream().findFirst().ifPresent(error -> {
            throw new PlaceMissing("the changed " + target + " is no valid class: " + error.getMessage());
        });
        return changed;
    }
}
