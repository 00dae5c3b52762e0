package dev.tributary.connector.pipeline.state;

class MemoryPipelineStoreTest extends PipelineStoreContract {
  private final PipelineStore store = PipelineStore.memory();

  @Override
  protected PipelineStore store() {
    return store;
  }

  @Override
  protected void damage(String name, long version, String document) throws Exception {
    // A version can be put back only as the newest.
    store.states().remove(name, version);
    store.states().add(name, version - 1, document);
  }
}
