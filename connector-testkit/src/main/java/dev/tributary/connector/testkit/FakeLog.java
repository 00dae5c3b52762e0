package dev.tributary.connector.testkit;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happened at a {@link FakeSource}, over all the connectors that were made of it.
 *
 * <p>A server's view: it outlives the connector, as a server outlives its client's process.
 * Thread-safe; what it returns are copies.
 *
 * @since 0.1.0
 */
public final class FakeLog {
  /**
   * A split that was opened.
   *
   * @param split its id
   * @param from where it was asked to begin, in records; 0 is the start
   * @param generation of its first stream
   * @param thread the name of the thread
   */
  public record Opening(String split, long from, long generation, String thread) {}

  private final List<Opening> openings = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();
  private final Map<String, Integer> idles = new HashMap<>();
  private final Map<String, Integer> archived = new TreeMap<>();
  private final Map<String, Position> slots = new TreeMap<>();
  private final Set<String> openSplits = new TreeSet<>();
  private final Map<String, Set<String>> threads = new TreeMap<>();
  private int openReaders;
  private int mostOpenReaders;
  private int openPlans;
  private int plans;
  private int plansFoundLost;
  private int planCalls;
  private int connects;
  private int disconnects;
  private int openedTwice;
  private long listed;
  private long batches;
  private long released;

  FakeLog() {}

  /** Returns every opening of a split, in order. */
  public synchronized List<Opening> openings() {
    return List.copyOf(openings);
  }

  /** Returns the openings of one split, in order. */
  public synchronized List<Opening> openings(String split) {
    return openings.stream().filter(opening -> opening.split().equals(split)).toList();
  }

  /** Returns what {@code afterCommit} was told and did not refuse, in order. */
  public synchronized List<Commit> commits() {
    return List.copyOf(commits);
  }

  /** Returns the keys that were archived, with how often. */
  public synchronized Map<String, Integer> archived() {
    return Map.copyOf(archived);
  }

  /** Returns how far the slot of an exclusive split was moved; the empty position if it was not. */
  public synchronized Position slot(String split) {
    return slots.getOrDefault(split, Position.empty());
  }

  /** Returns how often a reader was told to idle; {@link Fault#PLAN} for plans. */
  public synchronized int idles(String split) {
    return idles.getOrDefault(split, 0);
  }

  /** Returns how often a plan that was kept alive found its snapshot lost. */
  public synchronized int plansFoundLost() {
    return plansFoundLost;
  }

  /** Returns how many readers are open. */
  public synchronized int openReaders() {
    return openReaders;
  }

  /** Returns how many readers were open at once at most. */
  public synchronized int mostOpenReaders() {
    return mostOpenReaders;
  }

  /** Returns how many plans are open. */
  public synchronized int openPlans() {
    return openPlans;
  }

  /** Returns how many connections a server would count: those of readers and of plans. */
  public synchronized int openConnections() {
    return openReaders + openPlans;
  }

  /** Returns how many plans were made. */
  public synchronized int plans() {
    return plans;
  }

  /** Returns how often plans were asked for splits. */
  public synchronized int planCalls() {
    return planCalls;
  }

  /** Returns how many names a lazy planner has listed. */
  public synchronized long listed() {
    return listed;
  }

  /** Returns how many batches readers have built. */
  public synchronized long batches() {
    return batches;
  }

  /** Returns how often connectors connected. */
  public synchronized int connects() {
    return connects;
  }

  /** Returns how often connectors disconnected. */
  public synchronized int disconnects() {
    return disconnects;
  }

  /** Returns how often a split was opened while it was open already. */
  public synchronized int openedTwice() {
    return openedTwice;
  }

  /** Returns how often a state was released. */
  public synchronized long released() {
    return released;
  }

  /**
   * Returns the names of the threads that made a call: {@code connect}, {@code plan}, {@code
   * afterCommit}, or a split's id for all that happened to its readers.
   */
  public synchronized Set<String> threads(String call) {
    return Set.copyOf(threads.getOrDefault(call, Set.of()));
  }

  synchronized void connected() {
    connects++;
    called("connect");
  }

  synchronized void disconnected() {
    disconnects++;
  }

  synchronized void planOpened() {
    plans++;
    openPlans++;
    called("plan");
  }

  synchronized void planned(int names) {
    planCalls++;
    listed += names;
    called("plan");
  }

  synchronized void planClosed() {
    openPlans--;
    called("plan");
  }

  synchronized void opened(String split, long from, long generation) {
    openings.add(new Opening(split, from, generation, Thread.currentThread().getName()));
    openReaders++;
    mostOpenReaders = Math.max(mostOpenReaders, openReaders);
    if (!openSplits.add(split)) {
      openedTwice++;
    }
  }

  synchronized void closed(String split) {
    openReaders--;
    openSplits.remove(split);
  }

  synchronized void called(String call) {
    threads.computeIfAbsent(call, name -> new TreeSet<>()).add(Thread.currentThread().getName());
  }

  synchronized void idled(String split) {
    idles.merge(split, 1, Integer::sum);
    called(split);
  }

  synchronized void planFoundLost() {
    plansFoundLost++;
  }

  synchronized void built() {
    batches++;
  }

  synchronized void released(int states) {
    released += states;
  }

  synchronized void committed(List<Commit> told) {
    called("afterCommit");
    for (Commit commit : told) {
      commits.add(commit);
      if (commit.key().isPresent()) {
        archived.merge(commit.key().get(), 1, Integer::sum);
      }
      if (commit.split().isExclusive()) {
        slots.put(commit.split().id(), commit.position());
      }
    }
  }
}
