// Both libraries call their nouns by the same names: here the peer's always carry "Peer", and ours are the plain ones.
global using PeerContext = Polly.ResilienceContext;
global using PeerOutcome = Polly.Outcome;
global using PeerOutcomeOfInt = Polly.Outcome<int>;
global using PeerPipeline = Polly.ResiliencePipeline;
global using PeerPipelineBuilder = Polly.ResiliencePipelineBuilder;
global using PeerPipelineBuilderOfInt = Polly.ResiliencePipelineBuilder<int>;
global using PeerPipelineOfInt = Polly.ResiliencePipeline<int>;

// What every row calls.
global using WorkCallback = System.Func<
    Resilience.Benchmarks.Calls.Work, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<int>>;
