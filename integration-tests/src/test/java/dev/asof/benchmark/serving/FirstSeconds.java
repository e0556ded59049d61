package dev.asof.benchmark.serving;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Waits for a server that is about to start, and asks it from the moment it says that it is ready. Before, it asks another
 * server as often, so that what is measured is not its own virtual machine.
 */
public final class FirstSeconds {
    private static final double WARM_UP_SECONDS = 5;
    private static final int MILLIS_BETWEEN_TRIES = 5;

    private FirstSeconds() {}

    /** Takes the port of the other server, the server's port and its port for HTTP, requests a second, seconds, and keys. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        double rate = Double.parseDouble(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        long keys = Long.parseLong(arguments[5]);
        LoadGenerator.run(Generator.sparse(Integer.parseInt(arguments[0]), 1, rate, WARM_UP_SECONDS, 0, keys));
        System.out.println("waiting");
        while (!isReady(Integer.parseInt(arguments[2]))) {
            Thread.sleep(MILLIS_BETWEEN_TRIES);
        }
        System.out.println("ready=" + System.currentTimeMillis());
        LoadGenerator.run(Generator.sparse(port, 1, rate, seconds, 0, keys));
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            OutputStream out = socket.getOutputStream();
            out.write("GET /readyz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.split(" ", 3)[1].equals("200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
