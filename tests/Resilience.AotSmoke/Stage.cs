namespace Resilience.AotSmoke;

/// <summary>Prints what the scenes do.</summary>
internal static class Stage
{
    public static void Scene(string title) => Console.WriteLine($"\n== {title}");

    public static void Say(string what, object? value) => Console.WriteLine($"{what}: {value}");

    /// <summary>Runs a call and prints its result, or what it threw.</summary>
    public static async Task TryAsync<T>(string what, Func<ValueTask<T>> call)
    {
        try
        {
            Say(what, await call());
        }
        catch (Exception exception)
        {
            Say(what, Describe(exception));
        }
    }

    public static void Try<T>(string what, Func<T> call)
    {
        try
        {
            Say(what, call());
        }
        catch (Exception exception)
        {
            Say(what, Describe(exception));
        }
    }

    public static void Say<T>(string what, Outcome<T> outcome) =>
        Say(what, outcome.IsSuccess ? $"success {outcome.Result}" : $"{outcome.Status} {outcome.Code} {outcome.Failure?.Cause}");

    /// <summary>A callback that ends only by cancellation.</summary>
    public static async ValueTask<string> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    private static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
