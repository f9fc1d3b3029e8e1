package io.sluice.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.JavaCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;

class PoolKeyFileTest {

    private static final DatumCrypto CRYPTO = new JavaCrypto();

    @TempDir
    Path folder;

    @Test
    void keys_come_back_as_they_were_made() throws Exception {
        Path file = folder.resolve("pool.key");
        KeySet made = PoolKeyFile.create(file, CRYPTO, new Random(1));
        KeySet loaded = PoolKeyFile.load(file, CRYPTO);

        assertThat(loaded.publicKeys()).isEqualTo(made.publicKeys());
        assertThat(new PoolKeys(loaded.publicKeys()).toText()).matches("[0-9a-f]{128}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void a_file_that_others_may_read_is_refused_with_the_way_out() throws Exception {
        Path file = folder.resolve("pool.key");
        PoolKeyFile.create(file, CRYPTO, new Random(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> PoolKeyFile.load(file, CRYPTO)).isInstanceOf(PoolKeyFile.KeyFileFailure.class)
                .hasMessageContaining("rw-r-----").hasMessageContaining("chmod 600");
    }

    @Test
    void keys_are_never_overwritten() throws Exception {
        Path file = folder.resolve("pool.key");
        PoolKeyFile.create(file, CRYPTO, new Random(1));
        String before = Files.readString(file);

        assertThatThrownBy(() -> PoolKeyFile.create(file, CRYPTO, new Random(2)))
                .isInstanceOf(PoolKeyFile.KeyFileFailure.class).hasMessageContaining("exists already");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void missing_and_damaged_files_are_said_in_sentences_without_secrets() throws Exception {
        Path file = folder.resolve("pool.key");
        assertThatThrownBy(() -> PoolKeyFile.load(file, CRYPTO)).hasMessageContaining("is missing");

        PoolKeyFile.create(file, CRYPTO, new Random(1));
        String whole = Files.readString(file);
        String secret = whole.lines().toList().getLast();
        for (String damaged : new String[]{"", whole.substring(0, whole.length() - 3), whole.replace('a', 'g'),
            secret + "\n" + secret + "\n"}) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> PoolKeyFile.load(file, CRYPTO)).isInstanceOf(PoolKeyFile.KeyFileFailure.class)
                    .hasMessageContaining("damaged").message().doesNotContain(secret.substring(0, 16));
        }
    }

    @Test
    void a_folder_that_is_not_there_is_said_in_a_sentence() {
        assertThatThrownBy(() -> PoolKeyFile.create(folder.resolve("missing/pool.key"), CRYPTO, new Random(1)))
                .isInstanceOf(PoolKeyFile.KeyFileFailure.class).hasMessageContaining("Check that its folder exists");
    }
}
