using Microsoft.Extensions.Time.Testing;

namespace Resilience.Registry;

public sealed class OperationMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ResilienceRegistry _registry;

    public OperationMetricsTests() => _registry = new(new() { TimeProvider = _clock });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Every_call_is_counted_as_its_caller_saw_it()
    {
        ResilienceOperation operation = _registry.GetOrAdd("x", ResiliencePreset.Balanced, static options =>
        {
            options.Retry!.Backoff = Backoff.None;
            options.CircuitBreaker!.MinimumCalls = 1_000;
        });
        int left = 1;
        using var caller = new CancellationTokenSource();

        await operation.Pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token);
        await operation.PipelineFor<int>().ExecuteAsync(_ => left-- > 0 ? throw new TransientException() : new ValueTask<int>(1), Token);
        await operation.Pipeline.ExecuteOutcomeAsync(static ValueTask<int> (_) => throw new TransientException(), Token);
        await operation.Pipeline.ExecuteOutcomeAsync(static ValueTask<int> (_) => throw new PermanentException(), Token);
        await operation.Pipeline.ExecuteOutcomeAsync(
            async ValueTask<int> (token) =>
            {
                await caller.CancelAsync();
                token.ThrowIfCancellationRequested();
                return 0;
            },
            caller.Token);
        using (operation.Isolate("test"))
            await operation.Pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        OperationSnapshot snapshot = operation.Snapshot();
        snapshot.Should().Match<OperationSnapshot>(static one =>
            one.Calls == 6 && one.Successes == 2 && one.Failures == 2 && one.Cancellations == 1 && one.Rejections == 1 && one.Retries == 3);
        snapshot.SuccessRate.Should().Be(0.4);
        snapshot.Name.Should().Be("x");
        snapshot.Definition.Should().Be("Balanced with overrides");
    }

    [Fact]
    public async Task Response_times_contain_all_attempts()
    {
        ResiliencePipeline pipeline = _registry.GetPipeline("x");
        for (int i = 1; i <= 100; i++)
        {
            await pipeline.ExecuteAsync(
                _ =>
                {
                    _clock.Advance(TimeSpan.FromMilliseconds(i));
                    return new ValueTask<int>(1);
                },
                Token);
        }

        OperationSnapshot snapshot = _registry.GetOrAdd("x").Snapshot();

        snapshot.AverageTime.TotalMilliseconds.Should().BeApproximately(50.5, 0.01);
        snapshot.LongestTime.Should().Be(TimeSpan.FromMilliseconds(100));
        snapshot.MedianTime.TotalMilliseconds.Should().BeApproximately(50, 50 / 16.0);
        snapshot.Percentile95.TotalMilliseconds.Should().BeApproximately(95, 95 / 16.0);
        snapshot.Percentile99.TotalMilliseconds.Should().BeApproximately(99, 99 / 16.0);
    }

    [Fact]
    public async Task Calls_that_take_no_time_are_times_too()
    {
        ResiliencePipeline pipeline = _registry.GetPipeline("x");
        for (int i = 0; i < 9; i++)
            await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token);
        await pipeline.ExecuteAsync(
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return new ValueTask<int>(1);
            },
            Token);

        OperationSnapshot snapshot = _registry.GetOrAdd("x").Snapshot();

        (snapshot.MedianTime, snapshot.AverageTime).Should().Be((TimeSpan.Zero, TimeSpan.FromMilliseconds(100)));
        snapshot.Percentile95.Should().BeCloseTo(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) / 16);
    }

    [Fact]
    public async Task Metrics_can_be_begun_anew_and_components_keep_what_they_know()
    {
        ResilienceOperation operation = _registry.GetOrAdd("x");
        await operation.Pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token);
        _clock.Advance(TimeSpan.FromSeconds(1));

        _registry.ResetMetrics("x").Should().BeTrue();
        _registry.ResetMetrics("y").Should().BeFalse();

        OperationSnapshot snapshot = operation.Snapshot();
        (snapshot.Calls, snapshot.SuccessRate, snapshot.LongestTime).Should().Be((0, 1, TimeSpan.Zero));
        snapshot.Since.Should().Be(_clock.GetUtcNow());
        snapshot.Circuits.Single().Calls.Should().Be(1);
    }

    [Fact]
    public async Task Counts_are_exact_when_many_threads_call()
    {
        const int Threads = 4, Calls = 20_000;
        using var registry = new ResilienceRegistry();
        ResiliencePipeline pipeline = registry.GetPipeline("x");

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(
            async () =>
            {
                for (int i = 0; i < Calls; i++)
                    await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), CancellationToken.None);
            },
            Token)));

        registry.GetOrAdd("x").Snapshot().Successes.Should().Be(Threads * Calls);
    }

    [Fact]
    public async Task Components_of_a_pipeline_that_a_builder_made_are_found_also_behind_a_middleware()
    {
        ResilienceOperation operation = _registry.GetOrAdd("x", static _ => OperationDefinition.FromBuilder<int>(static builder => builder
            .AddCircuitBreaker().Use(new Numbering(1, isOuter: true)).AddBulkhead(3).AddTokenBucket(5, TimeSpan.FromSeconds(1))));

        await operation.PipelineFor<int>().ExecuteAsync(static _ => new ValueTask<int>(1), Token);

        OperationSnapshot snapshot = operation.Snapshot();
        snapshot.Circuits.Should().ContainSingle().Which.Calls.Should().Be(1);
        snapshot.Bulkheads.Should().ContainSingle().Which.PermitLimit.Should().Be(3);
        snapshot.RateLimits.Should().ContainSingle().Which.Available.Should().Be(4);
        FluentActions.Invoking(() => operation.Pipeline).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => operation.PipelineFor<string>()).Should().Throw<InvalidOperationException>();
    }
}
