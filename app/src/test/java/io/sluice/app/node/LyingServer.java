package io.sluice.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that may do anything with a connection but answer properly. One connection at a time, on a thread of its own. */
final class LyingServer implements AutoCloseable {

    /** What is done with a connection whose request has been read; afterwards it is closed. */
    interface Behaviour {
        void act(Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Thread thread;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    LyingServer(Behaviour behaviour) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = Thread.ofPlatform().daemon().name("lying-server").start(() -> serve(behaviour));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    int connections() {
        return accepted.size();
    }

    private void serve(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                accepted.add(socket);
                readRequest(socket.getInputStream());
                behaviour.act(socket, socket.getOutputStream());
            } catch (IOException goneAway) {
                // The other end hung up, as it should, or the test is over.
            }
        }
    }

    /** Up to the end of a JSON object; enough for the requests of these tests. */
    static void readRequest(InputStream in) throws IOException {
        for (int next = in.read(); next >= 0 && next != '}'; next = in.read()) {
            // Only the end counts.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
