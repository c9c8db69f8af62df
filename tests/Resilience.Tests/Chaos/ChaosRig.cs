using Resilience.Telemetry;
using Resilience.Timeouts;

namespace Resilience.Chaos;

/// <summary>A clock moved by hand, a recorder, and options that hit every attempt, outside of production.</summary>
internal sealed class ChaosRig : IDisposable
{
    public const string Environment = "Test";

    private readonly Bench _bench = new();
    private int _calls;

    public Bench Bench => _bench;

    /// <summary>How often the callback has started.</summary>
    public int Calls => _calls;

    public IEnumerable<ResilienceEvent> Injected =>
        _bench.Events.Events.Where(static happened => happened.Kind == ResilienceEventKind.ChaosInjected);

    public static ChaosFaultOptions Fault(Func<ChaosArguments, Exception?>? generator = null) =>
        new() { EnvironmentName = Environment, Rate = 1, FaultGenerator = generator ?? (static _ => new IOException("chaos")) };

    public static ChaosLatencyOptions Latency(TimeSpan latency) => new() { EnvironmentName = Environment, Rate = 1, Latency = latency };

    public static ChaosOutcomeOptions<int> Answer(Func<ChaosArguments, Outcome<int>?> generator) =>
        new() { EnvironmentName = Environment, Rate = 1, OutcomeGenerator = generator };

    public static ChaosBehaviorOptions Behavior(Func<ChaosArguments, CancellationToken, ValueTask> behavior) =>
        new() { EnvironmentName = Environment, Rate = 1, Behavior = behavior };

    public ResiliencePipelineBuilder Builder() => _bench.Builder();

    public ResiliencePipelineBuilder<int> TypedBuilder()
    {
        var builder = new ResiliencePipelineBuilder<int> { Name = "bench", TimeProvider = _bench.Clock };
        builder.Listeners.Add(_bench.Events);
        return builder;
    }

    public Task<Outcome<int>> CallAsync(ResiliencePipeline pipeline) => pipeline.ExecuteOutcomeAsync(CallbackAsync, _bench.Caller).AsTask();

    public Task<Outcome<int>> CallAsync(ResiliencePipeline<int> pipeline) =>
        pipeline.ExecuteOutcomeAsync(CallbackAsync, _bench.Caller).AsTask();

    /// <summary>Calls a pipeline so often, and says which calls did not reach the callback.</summary>
    public async Task<bool[]> HitsAsync(ResiliencePipeline pipeline, int calls)
    {
        var hits = new bool[calls];
        for (int i = 0; i < calls; i++)
        {
            int before = _calls;
            await CallAsync(pipeline);
            hits[i] = _calls == before;
        }

        return hits;
    }

    public void Dispose() => _bench.Dispose();

    private ValueTask<int> CallbackAsync(CancellationToken token) => new(Interlocked.Increment(ref _calls));
}
