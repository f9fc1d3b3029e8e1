package io.sluice.app.node;

/**
 * How we prove to a node that we may use it. Implementations keep the secret to themselves: neither {@code toString} nor any
 * exception says it.
 */
public interface NodeLogin {

    /** The value of the {@code Authorization} header. Any thread; may read a small file. */
    String authorization() throws LoginMissing;

    /** Called when the node refused: whether another {@link #authorization} may differ, and so is worth a try. */
    boolean renew();

    /** What the operator is to check when the node refuses: half a sentence. */
    String advice();
}
