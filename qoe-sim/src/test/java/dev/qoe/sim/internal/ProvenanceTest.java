package dev.qoe.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The provenance of a result")
class ProvenanceTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("knows the commit of a working folder, loose, packed, detached or in a worktree")
  void commit() throws IOException {
    Path git = Files.createDirectories(folder.resolve("repo/.git/refs/heads"));
    Path root = folder.resolve("repo");
    Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    assertThat(Provenance.commit(root)).isEmpty();
    Files.writeString(root.resolve(".git/packed-refs"), "# pack\nabc refs/heads/main\n");
    assertThat(Provenance.commit(Files.createDirectories(root.resolve("a/b")))).contains("abc");
    Files.writeString(git.resolve("main"), "def\n");
    assertThat(Provenance.commit(root)).contains("def");
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Path own = Files.createDirectories(root.resolve(".git/worktrees/tree"));
    Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
    Files.writeString(own.resolve("commondir"), "../..\n");
    Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
    assertThat(Provenance.commit(tree)).contains("def");
    Files.writeString(own.resolve("HEAD"), "0123\n");
    assertThat(Provenance.commit(tree)).contains("0123");
  }
}
