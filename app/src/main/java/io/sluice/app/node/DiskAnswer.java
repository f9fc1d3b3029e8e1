package io.sluice.app.node;

/** What came of touching the disk. A failure is an alarm and never stops mining. */
public sealed interface DiskAnswer<T> {

    /** It was done. */
    record Done<T>(T value) implements DiskAnswer<T> {}

    /** It was not; the sentence is for the operator. */
    record Failed<T>(String sentence) implements DiskAnswer<T> {}
}
