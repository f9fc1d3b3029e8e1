package io.sluice.datum.netty;

/** What is wrong with a socket, in words for the operator. */
public final class SocketTrouble {

    private SocketTrouble() {}

    /** The system's words, without the call that failed before them and the address behind them. */
    public static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.replaceAll("^.* failed with error\\(-?[0-9]+\\): ", "").replaceAll(": [^ ]*/[^ ]*$", "");
    }
}
