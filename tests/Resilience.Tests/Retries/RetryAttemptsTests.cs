using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience.Retries;

public sealed class RetryAttemptsTests
{
    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_success_is_returned_at_once_and_never_repeated()
    {
        Dependency healthy = Dependency.Failing(0);

        int result = await Retrying.Pipeline(_clock, Retrying.Options(), _events).ExecuteAsync(healthy.CallAsync, Token);

        result.Should().Be(1);
        healthy.Calls.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
        _events.Kinds.Should().Equal(ResilienceEventKind.ExecutionCompleted);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(50, 50)]
    public async Task The_first_call_counts_as_an_attempt(int maxAttempts, int calls)
    {
        Dependency down = Dependency.Down();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, Retrying.Options(maxAttempts)).ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.IsFailure.Should().BeTrue();
        down.Calls.Should().Be(calls);
        _clock.Waits.Should().HaveCount(calls - 1);
    }

    [Fact]
    public async Task The_result_of_the_attempt_that_succeeds_is_returned()
    {
        Dependency flaky = Dependency.Failing(2);

        int result = await Retrying.Pipeline(_clock, Retrying.Options()).ExecuteAsync(flaky.CallAsync, Token);

        result.Should().Be(3);
        _clock.Waits.Should().Equal(Retrying.Delay, Retrying.Delay);
    }

    [Fact]
    public async Task When_attempts_are_used_up_the_last_failure_is_the_outcome()
    {
        Dependency down = Dependency.Down();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, Retrying.Options(), _events).ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<TransientException>().Which.Message.Should().Be("call 3");
        ResilienceEvent exhausted = _events.Only(ResilienceEventKind.RetriesExhausted);
        exhausted.Attempt.Should().Be(3);
        exhausted.Strategy.Should().Be("retry");
        exhausted.Exception.Should().BeSameAs(outcome.Exception);
        exhausted.Code.Should().Be(outcome.Code);
    }

    [Fact] // 12: what they tell by the severity of one event, ours tells by three kinds of event.
    public async Task Every_failed_attempt_is_reported_and_then_what_the_retry_did_about_it()
    {
        await Retrying.Pipeline(_clock, Retrying.Options(2), _events).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _events.Kinds.Should().Equal(
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.Retrying,
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.RetriesExhausted,
            ResilienceEventKind.ExecutionCompleted);
        _events.Only(ResilienceEventKind.Retrying).Duration.Should().Be(Retrying.Delay);
        _events.Only(ResilienceEventKind.Retrying).Attempt.Should().Be(1);
    }

    [Fact] // 12: not handled, on the first attempt.
    public async Task A_failure_that_is_not_handled_is_reported_as_failed_and_as_nothing_else()
    {
        Dependency broken = Dependency.Down(static () => new PermanentException());

        await Retrying.Pipeline(_clock, Retrying.Options(), _events).ExecuteOutcomeAsync(broken.CallAsync, Token);

        _events.Kinds.Should().Equal(ResilienceEventKind.AttemptFailed, ResilienceEventKind.ExecutionCompleted);
    }

    [Fact] // 12: not handled, on a later attempt.
    public async Task A_later_failure_that_is_not_handled_ends_the_execution_without_exhaustion()
    {
        var worse = new Dependency(static call => call == 1 ? new TransientException() : new PermanentException("second"));

        Outcome<int> outcome = await Retrying.Pipeline(_clock, Retrying.Options(), _events).ExecuteOutcomeAsync(worse.CallAsync, Token);

        outcome.Exception!.Message.Should().Be("second");
        worse.Calls.Should().Be(2);
        _events.Kinds.Should().NotContain(ResilienceEventKind.RetriesExhausted);
    }

    [Fact] // 16
    public async Task Attempts_without_end_go_on_until_one_succeeds()
    {
        Dependency flaky = Dependency.Failing(3000);
        RetryOptions options = new() { MaxAttempts = int.MaxValue, Backoff = Backoff.Exponential(TimeSpan.FromMilliseconds(1)) };

        int result = await Retrying.Pipeline(_clock, options).ExecuteAsync(flaky.CallAsync, Token);

        result.Should().Be(3001);
        _clock.Waits.Should().OnlyContain(static wait => wait >= TimeSpan.Zero && wait <= TimeSpan.FromSeconds(30));
    }

    [Fact] // 8
    public async Task Attempts_without_end_outlast_the_counter()
    {
        var seen = new List<int>();
        RetryOptions options = Retrying.Options(int.MaxValue);
        options.OnRetry = arguments =>
        {
            seen.Add(arguments.Attempt);
            return default;
        };
        var retry = new RetryStrategy(options);
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddStrategy(() => retry)
            .AddStrategy(() => new AttemptCountStarter(retry, int.MaxValue - 1)).Build();

        int result = await pipeline.ExecuteAsync(Dependency.Failing(5).CallAsync, Token);

        result.Should().Be(6);
        seen.Should().Equal(int.MaxValue - 1, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
        _clock.Waits.Should().HaveCount(5).And.OnlyContain(static wait => wait == Retrying.Delay);
    }

    [Fact]
    public async Task One_pipeline_serves_many_executions_and_each_has_all_its_attempts()
    {
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Retrying.Options());
        for (int i = 0; i < 5; i++)
        {
            Dependency down = Dependency.Down();
            await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);
            down.Calls.Should().Be(3);
        }
    }

    [Fact]
    public async Task The_exception_reaches_the_caller_as_it_was_thrown()
    {
        var original = new TransientException("original");
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Retrying.Options());

        Func<Task> act = async () => await pipeline.ExecuteAsync<int>(_ => ThrowFromHere(original), Token);

        TransientException thrown = (await act.Should().ThrowAsync<TransientException>()).Which;
        thrown.Should().BeSameAs(original);
        thrown.StackTrace.Should().Contain(nameof(ThrowFromHere));
        thrown.InnerException.Should().BeNull();
    }

    [Fact]
    public async Task Callbacks_that_return_their_failures_as_values_are_retried_too()
    {
        int calls = 0;
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Retrying.Options());

        Outcome<string> outcome = await pipeline.ExecuteOutcomeAsync(
            _ => new ValueTask<Outcome<string>>(++calls < 3
                ? Outcome.Failure<string>(new TransientException()) : Outcome.Success("third")), Token);

        outcome.Result.Should().Be("third");
    }

    [Fact]
    public async Task Callbacks_that_go_on_asynchronously_are_retried_too()
    {
        int calls = 0;
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, Retrying.Options());

        int result = await pipeline.ExecuteAsync(
            async token =>
            {
                await Task.Yield();
                return ++calls < 3 ? throw new TransientException() : calls;
            },
            Token);

        result.Should().Be(3);
    }

    [Fact]
    public async Task Calls_without_result_are_retried_too()
    {
        int calls = 0;

        await Retrying.Pipeline(_clock, Retrying.Options()).ExecuteAsync(
            _ => ++calls < 3 ? ValueTask.FromException(new TransientException()) : default, Token);

        calls.Should().Be(3);
    }

    private static ValueTask<int> ThrowFromHere(Exception exception) => throw exception;

    /// <summary>Pretends, at the first failure, that there have been that many attempts.</summary>
    private sealed class AttemptCountStarter(RetryStrategy retry, int attempts) : ResilienceStrategy("starter", StrategySteps.None)
    {
        private bool _started;

        public override string ToString() => Name;

        protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
        {
            if (!_started)
            {
                _started = true;
                frame.Attempt = attempts;
                frame.Slot(retry).Count = attempts - 1;
            }

            return FailureVerdict.Propagate;
        }
    }
}
