using Resilience.Telemetry;

namespace Resilience.Retries;

public sealed class RetryCancellationTests : IDisposable
{
    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();
    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact] // 3
    public async Task A_call_that_is_cancelled_before_it_begins_never_runs()
    {
        await _caller.CancelAsync();
        Dependency healthy = Dependency.Failing(0);

        Func<Task> act = async () => await Retrying.Pipeline(_clock, Retrying.Options(), _events)
            .ExecuteAsync(healthy.CallAsync, _caller.Token);

        (await act.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(_caller.Token);
        healthy.Calls.Should().Be(0);
        _events.Kinds.Should().NotContain(ResilienceEventKind.Retrying);
    }

    [Fact] // 4
    public async Task A_result_that_arrives_after_the_callers_cancellation_is_returned()
    {
        int result = await Retrying.Pipeline(_clock, Retrying.Options()).ExecuteAsync(
            _ =>
            {
                _caller.Cancel();
                return new ValueTask<int>(7);
            },
            _caller.Token);

        result.Should().Be(7);
    }

    [Fact] // 4
    public async Task A_failure_that_is_not_handled_is_returned_even_after_the_callers_cancellation()
    {
        Outcome<int> outcome = await CancelInAttemptAsync(Retrying.Options(), new PermanentException());

        outcome.Exception.Should().BeOfType<PermanentException>();
    }

    [Fact] // 5
    public async Task A_failure_that_would_be_retried_becomes_the_callers_cancellation_after_the_handler_was_told()
    {
        int told = 0;
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ =>
        {
            told++;
            return default;
        };

        Outcome<int> outcome = await CancelInAttemptAsync(options, new TransientException());

        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(_caller.Token);
        told.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task The_failure_of_the_last_attempt_is_returned_even_after_the_callers_cancellation() =>
        (await CancelInAttemptAsync(Retrying.Options(1), new TransientException())).Exception.Should().BeOfType<TransientException>();

    [Fact]
    public async Task A_cancelled_call_is_never_retried_whatever_the_filter_says()
    {
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.Any;
        options.OnRetry = static _ => throw new InvalidOperationException("never told");

        Outcome<int> outcome = await CancelInAttemptAsync(options, new OperationCanceledException(_caller.Token));

        outcome.IsCancelled.Should().BeTrue();
        _events.Kinds.Should().NotContain(ResilienceEventKind.Retrying).And.NotContain(ResilienceEventKind.RetriesExhausted);
    }

    [Fact] // 6
    public async Task Cancelling_in_the_handler_ends_the_execution()
    {
        RetryOptions options = Retrying.Options();
        options.OnRetry = _ =>
        {
            _caller.Cancel();
            return default;
        };
        Dependency down = Dependency.Down();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, _caller.Token);

        outcome.IsCancelled.Should().BeTrue();
        down.Calls.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelling_in_the_handler_ends_a_retry_without_delay_too()
    {
        RetryOptions options = new() { Backoff = Backoff.None };
        options.OnRetry = _ =>
        {
            _caller.Cancel();
            return default;
        };
        Dependency down = Dependency.Down();

        (await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, _caller.Token)).IsCancelled.Should().BeTrue();

        down.Calls.Should().Be(1);
    }

    [Fact] // 6
    public async Task Cancelling_during_the_delay_ends_it_at_once()
    {
        Dependency down = Dependency.Down();
        _clock.OnWait = _ => { };
        RetryOptions options = new() { Backoff = Backoff.Constant(TimeSpan.FromHours(1)) };

        Task<Outcome<int>> execution = Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, _caller.Token).AsTask();
        _clock.Waits.Should().Equal(TimeSpan.FromHours(1));
        execution.IsCompleted.Should().BeFalse();
        await _caller.CancelAsync();

        Outcome<int> outcome = await execution;
        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(_caller.Token);
        down.Calls.Should().Be(1);
    }

    [Fact]
    public void Cancelling_during_the_delay_of_a_synchronous_call_ends_it_at_once()
    {
        Dependency down = Dependency.Down();
        _clock.OnWait = _ => _caller.Cancel();

        Action act = () => Retrying.Pipeline(_clock, Retrying.Options()).Execute(down.Call, _caller.Token);

        act.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(_caller.Token);
        down.Calls.Should().Be(1);
    }

    [Fact]
    public async Task The_cancellation_of_somebody_else_is_a_failure_like_any_other()
    {
        using var other = new CancellationTokenSource();
        await other.CancelAsync();
        Dependency down = Dependency.Down(() => new OperationCanceledException(other.Token));
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.Any;

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, _caller.Token);

        outcome.IsFailure.Should().BeTrue();
        down.Calls.Should().Be(3);
    }

    private async Task<Outcome<int>> CancelInAttemptAsync(RetryOptions options, Exception failure)
    {
        int calls = 0;
        Outcome<int> outcome = await Retrying.Pipeline(_clock, options, _events).ExecuteOutcomeAsync<int>(
            _ =>
            {
                calls++;
                _caller.Cancel();
                throw failure;
            },
            _caller.Token);
        calls.Should().Be(1);
        return outcome;
    }
}
