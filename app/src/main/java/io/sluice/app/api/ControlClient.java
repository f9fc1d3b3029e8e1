package io.sluice.app.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a running gateway on this machine. Blocks; for the command line. */
public final class ControlClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final Path dataFolder;

    /**
     * @param address where the gateway's control channel listens
     * @param dataFolder where its token lies
     */
    public ControlClient(InetSocketAddress address, Path dataFolder) {
        this.address = address;
        this.dataFolder = dataFolder;
    }

    /** Asks for a JSON document. Every failure is one sentence for the operator. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(send(path, "GET"));
    }

    /** Tells the gateway something. */
    public void post(String path) throws IOException, InterruptedException {
        send(path, "POST");
    }

    private String send(String path, String method) throws IOException, InterruptedException {
        ControlToken token;
        try {
            token = ControlToken.read(dataFolder);
        } catch (NoSuchFileException e) {
            throw new IOException("no gateway has run with this data folder yet (there is no " + e.getFile()
                    + "). Start one with: sluice run -c FILE", e);
        }
        String host = address.getHostString().equals("0.0.0.0") ? "127.0.0.1" : address.getHostString();
        URI uri = URI.create("http://" + host + ":" + address.getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", token.header())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the gateway at " + host + ":" + address.getPort() + " answered "
                        + response.statusCode() + ": " + response.body().strip());
            }
            return response.body();
        } catch (ConnectException e) {
            throw new IOException(
                    "no gateway answers at " + host + ":" + address.getPort() + ". Is sluice run running?", e);
        }
    }
}
