using System.Net;

namespace Resilience.AotSmoke;

/// <summary>Classification, filters, backoff and budgets.</summary>
internal static class GroundScene
{
    public static Task RunAsync()
    {
        Stage.Scene("failures");
        foreach (Exception exception in Exceptions())
        {
            Failure failure = FailureClassifier.Default.Classify(exception);
            Stage.Say(exception.GetType().Name, $"{failure.Cause} {failure.Disposition} {failure.Code}");
        }

        FailureFilter slowOrBroken = FailureFilter.Cause(FailureCause.Timeout) | FailureFilter.Exception<IOException>();
        Stage.Say("filter", slowOrBroken & !FailureFilter.Rejections);

        Stage.Scene("backoff and budgets");
        Stage.Say("default", Backoff.Default);
        Stage.Say("third delay", Backoff.Fibonacci(TimeSpan.FromMilliseconds(100), Jitter.None).GetDelay(3, TimeSpan.Zero, 0));
        RetryBudget budget = new(new() { Ratio = 0, MinimumPerWindow = 1 });
        Stage.Say("retry budget", $"{budget}: {budget.TryAcquire()} {budget.TryAcquire()}");
        Stage.Say("time budget", new TimeBudget(TimeSpan.FromSeconds(10), [0.3, 0.7]).Total);
        return Task.CompletedTask;
    }

    private static Exception[] Exceptions() =>
    [
        new HttpRequestException("", null, HttpStatusCode.ServiceUnavailable),
        new HttpRequestException("", null, HttpStatusCode.NotFound),
        new TimeoutException(),
        new IOException(),
        new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused),
        new System.Text.Json.JsonException(),
        new ArgumentException(),
        new AggregateException(new RateLimitException("slow down", TimeSpan.FromSeconds(2))),
        new InvalidOperationException(),
    ];
}
