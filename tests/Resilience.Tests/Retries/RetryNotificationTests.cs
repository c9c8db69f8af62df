using Resilience.Telemetry;

namespace Resilience.Retries;

public sealed class RetryNotificationTests
{
    private static readonly ResilienceKey<string> _key = new("key");

    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();
    private readonly List<RetryArguments> _seen = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // 13: attempts count from 1, theirs from 0.
    public async Task The_handler_is_told_attempt_failure_and_delay_of_each_retry_but_not_of_the_end()
    {
        RetryOptions options = Noting(new() { Backoff = Backoff.Linear(Ms(100), Jitter.None) });

        await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _seen.Select(static seen => (seen.Attempt, seen.Delay, seen.Failure.Exception!.Message))
            .Should().Equal((1, Ms(100), "call 1"), (2, Ms(200), "call 2"));
        _seen.Should().OnlyContain(static seen => seen.Failure.Failure.Disposition == FailureDisposition.Transient);
    }

    [Fact]
    public async Task A_success_and_a_failure_that_is_not_handled_are_not_told()
    {
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Noting(Retrying.Options()));

        await pipeline.ExecuteOutcomeAsync(Dependency.Failing(0).CallAsync, Token);
        await pipeline.ExecuteOutcomeAsync(Dependency.Down(static () => new PermanentException()).CallAsync, Token);

        _seen.Should().BeEmpty();
    }

    [Fact]
    public async Task Event_handler_delay_and_attempt_come_in_this_order()
    {
        var order = new List<string>();
        RetryOptions options = Retrying.Options(2);
        options.OnRetry = _ =>
        {
            order.Add($"handler after {_events.Events.Count(static happened => happened.Kind == ResilienceEventKind.Retrying)} event");
            return default;
        };
        _clock.OnWait = wait =>
        {
            order.Add("delay");
            _clock.Advance(wait);
        };

        await Retrying.Pipeline(_clock, options, _events).ExecuteOutcomeAsync(
            _ =>
            {
                order.Add("attempt");
                return ValueTask.FromException<int>(new TransientException());
            },
            Token);

        order.Should().Equal("attempt", "handler after 1 event", "delay", "attempt");
    }

    [Fact]
    public async Task The_handler_is_awaited_before_the_delay()
    {
        var gate = new TaskCompletionSource();
        RetryOptions options = Retrying.Options(2);
        options.OnRetry = _ => new(gate.Task);
        Dependency flaky = Dependency.Failing(1);

        Task<int> execution = Retrying.Pipeline(_clock, options).ExecuteAsync(flaky.CallAsync, Token).AsTask();

        _clock.Waits.Should().BeEmpty();
        flaky.Calls.Should().Be(1);
        gate.SetResult();
        (await execution).Should().Be(2);
        _clock.Waits.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_throws_is_reported_and_changes_nothing(bool atOnce)
    {
        var fault = new NotSupportedException("handler");
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ => atOnce ? throw fault : ValueTask.FromException(fault);

        int result = await Retrying.Pipeline(_clock, options, _events).ExecuteAsync(Dependency.Failing(2).CallAsync, Token);

        result.Should().Be(3);
        _events.Events.Where(static happened => happened.Kind == ResilienceEventKind.CallbackFailed)
            .Should().HaveCount(2).And.OnlyContain(happened => happened.Exception == fault);
    }

    [Fact]
    public async Task A_handler_that_throws_a_cancellation_of_its_own_changes_nothing()
    {
        RetryOptions options = Retrying.Options();
        options.OnRetry = static _ => throw new OperationCanceledException();

        (await Retrying.Pipeline(_clock, options).ExecuteAsync(Dependency.Failing(2).CallAsync, Token)).Should().Be(3);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_at_the_deadline_and_the_last_real_outcome_returned()
    {
        var never = new TaskCompletionSource();
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ => new(never.Task);
        Dependency down = Dependency.Down();
        ResiliencePipeline pipeline = Retrying.Builder(_clock, _events).AddTimeout(Ms(500)).AddRetry(options).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        _clock.Waits.Should().Equal(Ms(500));
        outcome.Exception.Should().BeOfType<TransientException>();
        down.Calls.Should().Be(1);
        _events.Kinds.Should().Equal(
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.Retrying, ResilienceEventKind.CallbackFailed,
            ResilienceEventKind.RetriesExhausted, ResilienceEventKind.ExecutionCompleted);
    }

    [Fact]
    public async Task A_handler_that_takes_the_time_that_the_delay_needed_ends_the_attempts()
    {
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ =>
        {
            _clock.Advance(Ms(450));
            return default;
        };
        Dependency down = Dependency.Down();
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddTimeout(Ms(500)).AddRetry(options).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<TransientException>();
        down.Calls.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_when_the_caller_cancels()
    {
        using var caller = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ => new(never.Task);
        Dependency down = Dependency.Down();

        Task<Outcome<int>> execution = Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, caller.Token).AsTask();
        await caller.CancelAsync();

        (await execution).IsCancelled.Should().BeTrue();
        down.Calls.Should().Be(1);
    }

    [Fact] // 11
    public async Task The_duration_is_that_of_the_attempt_without_delays()
    {
        int calls = 0;

        await Retrying.Pipeline(_clock, Noting(Retrying.Options())).ExecuteOutcomeAsync<int>(
            _ =>
            {
                _clock.Advance(Ms(10 * ++calls));
                throw new TransientException();
            },
            Token);

        _seen.Select(static seen => seen.Duration).Should().Equal(Ms(10), Ms(20));
    }

    [Fact] // 11
    public async Task The_duration_does_not_contain_the_handlers_time()
    {
        RetryOptions options = Noting(Retrying.Options());
        Func<RetryArguments, ValueTask> note = options.OnRetry!;
        options.OnRetry = arguments =>
        {
            _clock.Advance(TimeSpan.FromHours(1));
            return note(arguments);
        };

        await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _seen.Select(static seen => seen.Duration).Should().Equal(TimeSpan.Zero, TimeSpan.Zero);
    }

    [Fact] // 19, 20
    public async Task The_handler_sees_the_callers_own_context()
    {
        var context = new ResilienceContext("operation", Token);
        context.Set(_key, "from the caller");
        Dependency flaky = Dependency.Failing(2);
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Noting(Retrying.Options()), _events);

        await pipeline.ExecuteAsync(
            static (flaky, context) =>
            {
                context.Set(_key, $"from attempt {context.Attempt}");
                return flaky.CallAsync(context.CancellationToken);
            },
            flaky, context);

        _seen.Should().HaveCount(2).And.OnlyContain(seen => seen.Context == context);
        context.TryGet(_key, out string? left).Should().BeTrue();
        left.Should().Be("from attempt 3");
        _events.Events.Should().OnlyContain(static happened => happened.OperationKey == "operation");
    }

    [Fact] // 19
    public async Task Without_a_context_of_the_callers_one_is_made_and_kept_for_the_execution()
    {
        await Retrying.Pipeline(_clock, Noting(Retrying.Options())).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _seen.Should().HaveCount(2);
        _seen[0].Context.Should().NotBeNull().And.BeSameAs(_seen[1].Context);
    }

    [Fact]
    public async Task A_handler_may_use_the_pipeline_itself()
    {
        ResiliencePipeline? pipeline = null;
        var nested = new List<int>();
        RetryOptions options = Retrying.Options();
        options.OnRetry = async _ => nested.Add(await pipeline!.ExecuteAsync(Dependency.Failing(0).CallAsync, Token));
        pipeline = Retrying.Pipeline(_clock, options);

        (await pipeline.ExecuteAsync(Dependency.Failing(2).CallAsync, Token)).Should().Be(3);

        nested.Should().Equal(1, 1);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private RetryOptions Noting(RetryOptions options)
    {
        options.OnRetry = arguments =>
        {
            _seen.Add(arguments);
            return default;
        };
        return options;
    }
}
