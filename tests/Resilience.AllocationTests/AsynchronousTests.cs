namespace Resilience.AllocationTests;

/// <summary>A call that goes asynchronous costs one state machine for the whole pipeline, over what the call itself allocates.</summary>
public sealed class AsynchronousTests
{
    /// <summary>Bytes that a pipeline may add to one call in flight.</summary>
    private const double Alone = 64;

    /// <summary>Bytes that it may add to each of a thousand calls in flight: more than the runtime pools state machines for.</summary>
    private const double Crowded = 350;

    public static TheoryData<string> All => [.. Pipelines.Untyped.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task One_call_in_flight_adds_little(string name) =>
        (await AddedAsync(name, inFlight: 1)).Should().BeLessThanOrEqualTo(Alone);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_thousand_calls_in_flight_add_little_each(string name) =>
        (await AddedAsync(name, inFlight: 1000)).Should().BeLessThanOrEqualTo(Crowded);

    private static async Task<double> AddedAsync(string name, int inFlight)
    {
        ResiliencePipeline pipeline = Pipelines.Untyped[name];
        double direct = await Allocations.PerCallAsync(() => CallAsync(42, CancellationToken.None), inFlight);
        double guarded = await Allocations.PerCallAsync(() => pipeline.ExecuteAsync(CallAsync, 42, CancellationToken.None), inFlight);
        return guarded - direct;
    }

    private static async ValueTask<int> CallAsync(int state, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return state;
    }
}
