using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health;

public sealed class HealthGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Source _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ResiliencePipeline Pipeline(HealthGateOptions options) =>
        new ResiliencePipelineBuilder { TimeProvider = _clock }.AddHealthGate(_database, options).Build();

    [Theory]
    [InlineData(HealthState.Unknown, true)]
    [InlineData(HealthState.Healthy, true)]
    [InlineData(HealthState.Degraded, true)]
    [InlineData(HealthState.Unhealthy, false)]
    public async Task Calls_are_refused_while_it_is_unhealthy(HealthState state, bool passes)
    {
        ResiliencePipeline pipeline = Pipeline(new() { Name = "database" });
        _database.State = state;

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        Assert.Equal(passes, outcome.IsSuccess);
        if (!passes)
            Assert.Equal((RejectionReason.DependencyUnhealthy, "database"), (outcome.Rejection!.Reason, outcome.Rejection.Component));
    }

    [Fact]
    public async Task The_threshold_may_be_degraded()
    {
        ResiliencePipeline pipeline = Pipeline(new() { Threshold = HealthState.Degraded });
        _database.State = HealthState.Degraded;

        Assert.True((await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).IsRejected);
        Assert.Equal("pipeline 'unnamed': health gate (refuses when degraded)", pipeline.ToString());
    }

    [Fact]
    public async Task Calls_may_pass_and_know_it()
    {
        ResiliencePipeline pipeline = Pipeline(new() { Action = HealthGateAction.Degrade });
        var context = new ResilienceContext();
        Assert.Equal("full", await Ask(pipeline, context));

        _database.State = HealthState.Unhealthy;
        Assert.Equal("short", await Ask(pipeline, new ResilienceContext()));

        static ValueTask<string> Ask(ResiliencePipeline pipeline, ResilienceContext context) => pipeline.ExecuteAsync(
            static (key, context) => new ValueTask<string>(context.TryGet(key, out _) ? "short" : "full"), HealthGate.Degraded, context);
    }

    [Fact]
    public async Task Calls_may_wait_until_it_is_well_again()
    {
        ResiliencePipeline pipeline = Pipeline(new() { Action = HealthGateAction.Wait, MaxWait = TimeSpan.FromSeconds(1) });
        _database.State = HealthState.Unhealthy;
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token).AsTask();
        _clock.Advance(TimeSpan.FromMilliseconds(600));
        Assert.False(call.IsCompleted);

        _database.State = HealthState.Healthy;
        while (!call.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.True((await call).IsSuccess);
    }

    [Fact]
    public async Task Calls_that_have_waited_long_enough_are_refused_and_those_that_are_cancelled_are_cancelled()
    {
        ResiliencePipeline pipeline = Pipeline(new() { Action = HealthGateAction.Wait, MaxWait = TimeSpan.FromSeconds(1) });
        _database.State = HealthState.Unhealthy;
        using var source = new CancellationTokenSource();
        Task<Outcome<int>> patient = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token).AsTask();
        Task<Outcome<int>> cancelled = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), source.Token).AsTask();

        await source.CancelAsync();
        Assert.True((await cancelled).IsCancelled);
        while (!patient.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Equal(RejectionReason.DependencyUnhealthy, (await patient).Rejection!.Reason);
    }

    [Fact]
    public async Task In_shadow_mode_calls_pass()
    {
        ResiliencePipeline pipeline =
            new ResiliencePipelineBuilder { ShadowMode = true }.AddHealthGate(_database, new() { Name = "database" }).Build();
        _database.State = HealthState.Unhealthy;

        Assert.True((await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).IsSuccess);
    }

    [Fact]
    public void Options_out_of_range_are_errors()
    {
        InvalidPipelineException error = Assert.Throws<InvalidPipelineException>(
            () => Pipeline(new() { Name = "", Threshold = HealthState.Unknown, MaxWait = TimeSpan.Zero, Action = (HealthGateAction)7 }));

        Assert.Contains("Threshold is Unknown, but must be Degraded or Unhealthy", error.Message, StringComparison.Ordinal);
        Assert.Contains("Action is 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxWait", error.Message, StringComparison.Ordinal);
        Assert.Contains("Name is empty", error.Message, StringComparison.Ordinal);
    }

    private sealed class Source : IHealthSource
    {
        public HealthState State { get; set; }
    }
}
