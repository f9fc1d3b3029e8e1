package io.sluice.app.node;

/** Says to the operator what is the matter with a node, why, and what to do. Never says a login. */
final class NodeSentences {

    /** Bitcoin Core's numbers. */
    static final int METHOD_NOT_FOUND = -32601;
    static final int NOT_CONNECTED = -9;
    static final int IN_INITIAL_DOWNLOAD = -10;
    static final int IN_WARMUP = -28;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_QUOTE = 160;

    private final String node;

    NodeSentences(NodeAddress address) {
        node = "the Bitcoin node at " + address;
    }

    /** No answer at all. */
    String noAnswer(String method, HttpAnswer answer) {
        return sentence(switch (answer) {
            case HttpAnswer.NoConnection(String why) -> node + " can not be reached (" + quote(why)
                    + "): is bitcoind running there with server=1, and are host and port right?";
            case HttpAnswer.TimedOut(var limit) -> node + " did not answer " + method + " within " + limit.toSeconds()
                    + " s: is it overloaded, or does a firewall stand between? Its debug.log may say more.";
            case HttpAnswer.Broken(String why) -> node + " broke off its answer to " + method + " (" + quote(why)
                    + "): was it stopped, or is something else listening on that port?";
            case HttpAnswer.TooLong(int limit) -> node + " answered " + method + " with more than " + limit
                    + " bytes: is that really a Bitcoin node? Check host and port.";
            case HttpAnswer.Response(int status, _) -> badStatus(method, status);
        });
    }

    /** We have nothing to log in with. */
    String noLogin(LoginMissing missing) {
        return sentence("can not log in to " + node + ": " + missing.getMessage() + ".");
    }

    /** The node refuses the login. */
    String wrongLogin(NodeLogin login) {
        return sentence(node + " refuses our login: " + login.advice() + ".");
    }

    /** The node refuses the call. */
    String refused(String method, int code, String message) {
        return sentence(switch (code) {
            case IN_WARMUP -> node + " is still starting (" + message + "): it will be ready by itself, wait.";
            case IN_INITIAL_DOWNLOAD -> node + " is still downloading the block chain (" + message
                    + "): wait until it has caught up, there is nothing to mine before.";
            case NOT_CONNECTED -> node + " has no peers (" + message
                    + "): check its internet connection, or it would mine on an old block.";
            case METHOD_NOT_FOUND -> node + " does not know " + method
                    + ": is it Bitcoin Core or Bitcoin Knots, and a recent one?";
            default -> node + " refused " + method + " with error " + code + " (" + message
                    + "): look into its debug.log.";
        });
    }

    /** The answer is not what it should be. */
    String unusable(String method, String what) {
        return sentence(node + " answered " + method + " with something unusable (" + what
                + "): is it Bitcoin Core or Bitcoin Knots, and a recent one?");
    }

    /** Sentence of our own about this node. */
    String about(String predicate) {
        return sentence(node + " " + predicate);
    }

    /** Foreign text, fit for one log line. */
    static String quote(String foreign) {
        StringBuilder quoted = new StringBuilder();
        foreign.codePoints().limit(LONGEST_QUOTE)
                .map(character -> character >= ' ' && character < 0x7f ? character : '?')
                .forEach(quoted::appendCodePoint);
        return foreign.codePointCount(0, foreign.length()) > LONGEST_QUOTE ? quoted + "..." : quoted.toString();
    }

    private String badStatus(String method, int status) {
        return switch (status) {
            case UNAUTHORIZED -> node + " refuses our login.";
            case FORBIDDEN -> node + " does not let us call " + method
                    + ": add this machine to rpcallowip in its bitcoin.conf, or the method to rpcwhitelist.";
            case UNAVAILABLE -> node + " is too busy for " + method + ": raise rpcworkqueue in its bitcoin.conf.";
            default -> node + " answered " + method + " with HTTP status " + status
                    + " and no JSON: is that really a Bitcoin node's RPC port?";
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
