using Microsoft.Extensions.Time.Testing;

namespace Resilience.Registry;

public sealed class OperationReplacingTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ResilienceRegistry _registry;

    public OperationReplacingTests() => _registry = new(new() { TimeProvider = _clock });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void The_pipelines_stay_the_same_objects_with_another_inside()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai");
        ResiliencePipeline untyped = operation.Pipeline;
        ResiliencePipeline<int> typed = operation.PipelineFor<int>();

        ResilienceOperation replaced = _registry.Replace("ai", ResiliencePreset.Critical);

        replaced.Should().BeSameAs(operation);
        replaced.Pipeline.Should().BeSameAs(untyped);
        replaced.PipelineFor<int>().Should().BeSameAs(typed);
        operation.Definition.Preset.Should().BeSameAs(ResiliencePreset.Critical);
        untyped.ToString().Should().Contain("7 attempts");
        typed.ToString().Should().Be(untyped.ToString());
    }

    [Fact]
    public async Task A_breaker_whose_options_did_not_change_goes_on_with_what_it_knows()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai", ResiliencePreset.Balanced, static options => options.Retry = null);
        await FailAsync(operation.Pipeline, 30);
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Open);

        _registry.Replace("ai", new(ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 2));
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Open);

        _registry.Replace("ai", new(ResiliencePreset.Balanced, static options => options.CircuitBreaker!.MinimumCalls = 7));
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Closed);
        operation.Snapshot().Calls.Should().Be(30, "metrics are the operation's");
    }

    [Fact]
    public async Task Typed_and_untyped_pipelines_share_breaker_limits_and_metrics()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai", ResiliencePreset.Balanced, static options =>
        {
            options.RateLimit = new TokenBucketOptions { Permits = 5 };
            options.Retry!.MaxAttempts = 1;
        });
        await FailAsync(operation.Pipeline, 1);
        await operation.PipelineFor<int>().ExecuteAsync(static _ => new ValueTask<int>(1), Token);

        OperationSnapshot snapshot = operation.Snapshot();

        snapshot.Circuits.Should().ContainSingle().Which.Calls.Should().Be(2);
        snapshot.Bulkheads.Should().ContainSingle().Which.Admitted.Should().Be(2);
        snapshot.RateLimits.Should().ContainSingle().Which.Admitted.Should().Be(2);
        snapshot.RetryBudgets.Should().ContainSingle().Which.Calls.Should().Be(2);
        snapshot.Calls.Should().Be(2);
    }

    [Fact]
    public async Task Limits_are_changed_where_they_are_and_keep_what_is_in_use()
    {
        ResilienceOperation operation = Limited(permits: 2, rate: 10);
        var release = new TaskCompletionSource();
        Task<int> first = operation.Pipeline.ExecuteAsync(async _ => await Held(release), Token).AsTask();
        Task<int> second = operation.Pipeline.ExecuteAsync(async _ => await Held(release), Token).AsTask();

        Define(permits: 3, rate: 3);

        OperationSnapshot snapshot = operation.Snapshot();
        snapshot.Bulkheads.Should().ContainSingle().Which.Should().Match<BulkheadSnapshot>(
            static bulkhead => bulkhead.InFlight == 2 && bulkhead.PermitLimit == 3);
        snapshot.RateLimits.Should().ContainSingle().Which.Should().Match<RateLimitSnapshot>(
            static limit => limit.Permits == 3 && limit.Available == 1);
        operation.Pipeline.ToString().Should().Contain("3 permits").And.Contain("3 per 1 s");
        release.SetResult();
        await Task.WhenAll(first, second);

        ResilienceOperation Limited(int permits, int rate)
        {
            Define(permits, rate);
            return _registry.GetOrAdd("ai");
        }

        void Define(int permits, int rate) => _registry.Replace("ai", new(ResiliencePreset.Balanced, options =>
        {
            options.Bulkhead!.PermitLimit = permits;
            options.RateLimit = new TokenBucketOptions { Permits = rate };
        }));
    }

    [Fact]
    public void What_was_steered_by_hand_stays_if_the_definition_says_nothing_new_of_it()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai", ResiliencePreset.Http);
        Bulkhead bulkhead = CoreParts.Bulkheads([operation.Pipeline.Core]).Single();
        bulkhead.Resize(7);

        _registry.Replace("ai", new(ResiliencePreset.Http, static options => options.Retry = null));

        operation.Snapshot().Bulkheads.Single().PermitLimit.Should().Be(7);
    }

    [Fact]
    public void A_definition_that_is_not_valid_changes_nothing()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai");
        string before = operation.Pipeline.ToString();

        FluentActions.Invoking(() => _registry.Replace("ai", new(ResiliencePreset.Http, static options =>
            {
                options.Retry!.MaxAttempts = 0;
                options.Bulkhead!.PermitLimit = -1;
            })))
            .Should().Throw<InvalidPipelineException>().Which.Message.Should().Contain("MaxAttempts").And.Contain("PermitLimit");
        FluentActions.Invoking(() => _registry.Replace("ai", new(ResiliencePreset.Http, static _ => throw new TestException())))
            .Should().Throw<TestException>();
        FluentActions.Invoking(() => _registry.Replace("ai", OperationDefinition.FromBuilder<int>(static _ => { })))
            .Should().Throw<InvalidOperationException>().WithMessage("*'ai'*results of any type*");

        operation.Pipeline.ToString().Should().Be(before);
        operation.Definition.Preset.Should().BeSameAs(ResiliencePreset.Balanced);
    }

    [Fact]
    public void A_hold_also_covers_the_circuits_of_later_definitions_and_pipelines()
    {
        ResilienceOperation operation = _registry.GetOrAdd("ai");
        IDisposable hold = operation.Isolate("maintenance");

        _registry.Replace("ai", new(ResiliencePreset.Balanced, static options => options.CircuitBreaker!.MinimumCalls = 5));
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Isolated);
        operation.Reset();
        operation.Snapshot().Circuits.Single().Holders.Should().Equal("maintenance");

        hold.Dispose();
        hold.Dispose();
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Closed);
        _registry.Replace("ai", ResiliencePreset.Http);
        operation.Snapshot().CircuitState.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task Under_load_no_call_is_lost_and_no_generation_mixed()
    {
        const int Callers = 8;
        ResilienceOperation operation = _registry.Replace("x", Numbered(0));
        using var stop = new CancellationTokenSource();
        long ended = 0, failed = 0;
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync, Token))];

        for (int generation = 1; generation <= 300 || Volatile.Read(ref ended) < 2_000; generation++)
            _registry.Replace("x", Numbered(generation));
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        failed.Should().Be(0, "a call that met two generations fails");
        operation.Snapshot().Successes.Should().Be(ended);

        async Task CallAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                Outcome<int> outcome = await operation.Pipeline.ExecuteOutcomeAsync(LaterAsync, 1, new ResilienceContext());
                Interlocked.Increment(ref ended);
                if (!outcome.IsSuccess)
                    Interlocked.Increment(ref failed);
            }
        }

        static async ValueTask<int> LaterAsync(int result, ResilienceContext context)
        {
            await Task.Yield();
            return result;
        }

        static OperationDefinition Numbered(int number) => OperationDefinition.FromBuilder(builder => builder
            .Use(new Numbering(number, isOuter: true)).AddBulkhead(100).Use(new Numbering(number, isOuter: false)));
    }

    [Fact]
    public async Task Of_many_definitions_at_the_same_time_all_pipelines_end_with_one()
    {
        ResilienceOperation operation = _registry.GetOrAdd("x");
        ResiliencePipeline<int> typed = operation.PipelineFor<int>();

        await Task.WhenAll(Enumerable.Range(2, 40).Select(attempts => Task.Run(
            () => _registry.Replace("x", new(ResiliencePreset.Balanced, options => options.Retry!.MaxAttempts = attempts)), Token)));

        typed.ToString().Should().Be(operation.Pipeline.ToString());
    }

    private static async ValueTask<int> Held(TaskCompletionSource release)
    {
        await release.Task;
        return 1;
    }

    private static async Task FailAsync(ResiliencePipeline pipeline, int calls)
    {
        for (int i = 0; i < calls; i++)
            await pipeline.ExecuteOutcomeAsync(static ValueTask<int> (_) => throw new ServiceUnavailableException(), Token);
    }
}
