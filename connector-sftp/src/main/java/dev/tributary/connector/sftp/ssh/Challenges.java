package dev.tributary.connector.sftp.ssh;

import java.util.List;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/** Answers what is asked of a person at the keyboard: the password, wherever input is hidden. */
final class Challenges implements ChallengeResponseProvider {
  private final String password;

  Challenges(String password) {
    this.password = password;
  }

  @Override
  public List<String> getSubmethods() {
    return List.of();
  }

  @Override
  public void init(
      @SuppressWarnings("rawtypes") Resource resource, String name, String instruction) {
    // whatever it is called, what it asks for counts
  }

  @Override
  public char[] getResponse(String prompt, boolean echo) {
    return echo ? new char[0] : password.toCharArray();
  }

  @Override
  public boolean shouldRetry() {
    return false;
  }
}
