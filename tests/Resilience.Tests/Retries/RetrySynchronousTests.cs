using Resilience.Pipelines;
namespace Resilience.Retries;

public sealed class RetrySynchronousTests
{
    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Attempts_and_delays_run_on_the_callers_thread()
    {
        var threads = new HashSet<int>();
        int calls = 0;
        _clock.OnWait = wait =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            // Passes elsewhere, so that this thread has to wait for it.
            Task.Run(() => _clock.Advance(wait), Token);
        };

        int result = Retrying.Pipeline(_clock, Retrying.Options(5)).Execute(
            _ =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return ++calls < 5 ? throw new TransientException() : calls;
            },
            Token);

        result.Should().Be(5);
        _clock.Waits.Should().HaveCount(4);
        threads.Should().Equal(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void An_asynchronous_handler_does_not_move_the_call_to_another_thread()
    {
        var threads = new HashSet<int>();
        int calls = 0;
        RetryOptions options = new() { Backoff = Backoff.None };
        options.OnRetry = static async _ => await Task.Yield();

        Retrying.Pipeline(_clock, options).Execute(
            _ =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return ++calls < 3 ? throw new TransientException() : calls;
            },
            Token);

        threads.Should().Equal(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void The_exception_of_the_last_attempt_is_thrown_as_it_was()
    {
        var original = new TransientException("original");

        Action act = () => Retrying.Pipeline(_clock, Retrying.Options()).Execute(Dependency.Down(() => original).Call, Token);

        TransientException thrown = act.Should().Throw<TransientException>().Which;
        thrown.Should().BeSameAs(original);
        thrown.StackTrace.Should().Contain(nameof(Dependency));
    }

    [Fact]
    public void Failures_are_values_at_the_door_for_outcomes()
    {
        Dependency down = Dependency.Down();

        Outcome<int> outcome = Retrying.Pipeline(_clock, Retrying.Options()).ExecuteOutcome(down.Call, Token);

        outcome.Exception!.Message.Should().Be("call 3");
        down.Calls.Should().Be(3);
    }

    [Fact]
    public void Calls_without_result_are_retried()
    {
        int calls = 0;

        Retrying.Pipeline(_clock, Retrying.Options()).Execute(
            _ =>
            {
                if (++calls < 3)
                    throw new TransientException();
            },
            Token);

        calls.Should().Be(3);
    }

    [Fact]
    public void The_deadline_outside_holds_for_synchronous_calls_too()
    {
        Dependency down = Dependency.Down();

        Outcome<int> outcome = Retrying.Builder(_clock).AddTimeout(Retrying.Delay * 2).AddRetry(Retrying.Options(int.MaxValue)).Build()
            .ExecuteOutcome(down.Call, Token);

        outcome.Exception.Should().BeOfType<TransientException>();
        down.Calls.Should().Be(2);
    }

    [Fact]
    public void A_call_that_waits_outside_of_a_middleware_stays_on_its_thread()
    {
        List<int> threads = [];
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new ImmediateTimeProvider() }
            .AddRetry(new() { Backoff = Backoff.Constant(TimeSpan.FromSeconds(1)) })
            .Use(new PassingMiddleware())
            .Build();

        int result = pipeline.Execute(
            _ =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return threads.Count < 3 ? throw new TimeoutException() : 7;
            },
            TestContext.Current.CancellationToken);

        result.Should().Be(7);
        threads.Should().Equal(Enumerable.Repeat(Environment.CurrentManagedThreadId, 3));
    }
}
