namespace Resilience.Hedging;

/// <summary>Attempts that do something else than the first one.</summary>
public sealed class HedgingActionTests : IDisposable
{
    private readonly Attempts _attempts = new();
    private readonly Turnstile _inside = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Another_attempt_may_do_something_else_through_the_same_strategies()
    {
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            ActionGenerator = arguments => _ => new ValueTask<string>($"elsewhere, attempt {arguments.Attempt}"),
        });

        (await call).Should().Be("elsewhere, attempt 2");
        await _inside.EmptyAsync();
        _inside.Entered.Should().Be(2);
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task Its_token_is_cancelled_when_it_loses()
    {
        CancellationToken token = default;
        var begun = new TaskCompletionSource();
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            ActionGenerator = _ => async cancellation =>
            {
                token = cancellation;
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return "";
            },
        });
        await begun.Task;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        await _inside.EmptyAsync();
        token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task No_action_means_no_further_attempt()
    {
        int asked = 0;
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.Infinite,
            MaxAttempts = 5,
            ActionGenerator = arguments =>
            {
                asked++;
                return arguments.Attempt == 2 ? arguments.CallAsync : null;
            },
        });
        _attempts[1].Fail();
        await _attempts[2].Begun;
        _attempts[2].Fail();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<TransientException>()).WithMessage("attempt 1");
        asked.Should().Be(2);
        _attempts.Started.Should().Be(2);
    }

    [Fact]
    public async Task No_action_does_not_end_the_attempts_that_run()
    {
        var asked = new TaskCompletionSource();
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            ActionGenerator = _ =>
            {
                asked.SetResult();
                return null;
            },
        });
        await asked.Task;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
    }

    [Fact]
    public async Task A_generator_that_throws_is_a_failed_attempt()
    {
        var asked = new TaskCompletionSource();
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            ActionGenerator = _ =>
            {
                asked.SetResult();
                throw new TransientException("generator");
            },
        });
        await asked.Task;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        _inside.Entered.Should().Be(1);
    }

    [Fact]
    public async Task A_generator_knows_what_failed_the_callers_input_and_the_attempts_context()
    {
        var key = new ResilienceKey<string>("key");
        FailedAttempt? failure = null;
        int input = 0;
        string? found = null;
        ResiliencePipeline<string> pipeline = Pipeline(new()
        {
            Delay = HedgingDelay.Infinite,
            ActionGenerator = arguments =>
            {
                failure = arguments.Failure;
                arguments.TryGetState(out input).Should().BeTrue();
                arguments.TryGetState(out string? _).Should().BeFalse();
                arguments.Context.Set(key, "by the generator");
                return arguments.CallAsync;
            },
        });

        await pipeline.ExecuteAsync(
            (_, context) => context.Attempt == 1
                ? throw new TransientException("first")
                : new ValueTask<string>(context.TryGet(key, out found) ? found! : ""),
            42,
            new ResilienceContext("operation", _attempts.Caller));

        failure!.Value.Exception!.Message.Should().Be("first");
        input.Should().Be(42);
        found.Should().Be("by the generator");
    }

    [Fact]
    public async Task An_action_may_run_the_calls_own_callback_inside_of_something()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new()
        {
            Delay = HedgingDelay.Infinite,
            ActionGenerator = static arguments => async token => $"[{await arguments.CallAsync(token)}]",
        });
        int calls = 0;

        (await pipeline.ExecuteAsync(
            _ => Interlocked.Increment(ref calls) == 1 ? throw new TransientException() : new ValueTask<string>("own"), _attempts.Caller))
            .Should().Be("[own]");
        pipeline.Execute(_ => Interlocked.Increment(ref calls) == 3 ? throw new TransientException() : "own", _attempts.Caller)
            .Should().Be("[own]");
    }

    [Fact]
    public async Task The_own_callbacks_failures_as_values_are_failures_of_the_action_too()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new()
        {
            Delay = HedgingDelay.Infinite,
            ActionGenerator = static arguments => arguments.CallAsync,
        });

        Outcome<string> outcome = await pipeline.ExecuteOutcomeAsync(
            static async _ => Outcome.Failure<string>(new TransientException("as a value")), _attempts.Caller);

        outcome.Exception!.Message.Should().Be("as a value");
        _inside.Failed.Should().Be(2);
    }

    [Fact]
    public async Task A_call_without_result_may_have_another_action_and_calls_with_one_run_their_own()
    {
        int other = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _attempts.Clock }
            .AddHedging(new HedgingOptions
            {
                Delay = HedgingDelay.Infinite,
                MaxAttempts = 3,
                ActionGenerator = arguments => arguments.Attempt == 2
                    ? _ =>
                    {
                        other++;
                        return default;
                    }
                : null,
            })
            .Build();

        await pipeline.ExecuteAsync(static _ => ValueTask.FromException(new TransientException()), _attempts.Caller);
        other.Should().Be(1);
        pipeline.Execute(static _ => { throw new TransientException(); }, _attempts.Caller);
        other.Should().Be(2);

        int calls = 0;
        int result = await pipeline.ExecuteAsync(
            _ => Interlocked.Increment(ref calls) < 3 ? throw new TransientException() : new ValueTask<int>(calls), _attempts.Caller);
        result.Should().Be(3);
        other.Should().Be(2);
    }

    private Task<string> Start(HedgingOptions<string> options) =>
        Pipeline(options).ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddHedging(options).AddStrategy(() => _inside).Build();
}
