using System.Net.Sockets;

namespace Resilience.Regressions;

/// <summary>Timeouts that came late, or that a strategy overlooked (Polly, 15 and 17).</summary>
public sealed class TimeoutRegressionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // 17
    public async Task No_success_is_returned_long_after_the_deadline_by_a_timeout_that_abandons()
    {
        using var bench = new Timeouts.Bench();
        var deaf = new TaskCompletionSource<int>();
        ResiliencePipeline pipeline = bench.Builder()
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromMilliseconds(50), Abandon = true }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => deaf.Task, Token).AsTask();

        await bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(1));
        deaf.SetResult(1);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    public static TheoryData<string> ConnectTimeouts => ["client", "socket", "pipeline"];

    [Theory] // 15
    [MemberData(nameof(ConnectTimeouts))]
    public async Task No_connect_timeout_is_seen_by_the_retry_and_overlooked_by_the_breaker(string kind)
    {
        Exception timeout = kind switch
        {
            "client" => new TaskCanceledException("A connection could not be established.", new TimeoutException()),
            "socket" => new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.TimedOut)),
            _ => new OperationTimedOutException(TimeSpan.FromSeconds(1), "client"),
        };
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(3, TimeSpan.FromHours(1)));
        int calls = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions<int> { Handle = FailureFilter.Transient, Action = static (_, _) => new(-1) })
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .AddCircuitBreaker(breaker)
            .Build();

        int result = await pipeline.ExecuteAsync(_ => ++calls > 0 ? ValueTask.FromException<int>(timeout) : default, Token);

        result.Should().Be(-1);
        calls.Should().Be(3);
        breaker.State.Should().Be(CircuitState.Open);
    }
}
