using System.Globalization;
using System.Text.RegularExpressions;

namespace Resilience.Hosting.Tests.Configuration;

public sealed partial class ReloadUnderLoadTests
{
    private const int Callers = 32;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // RESILIENCE_RELOADS sets how many; the long run has 1000.
    private static int Reloads =>
        int.TryParse(Environment.GetEnvironmentVariable("RESILIENCE_RELOADS"), CultureInfo.InvariantCulture, out int reloads) ? reloads : 200;

    [Fact]
    public async Task No_call_is_lost_no_state_is_forgotten_and_no_two_configurations_are_mixed()
    {
        using var settings = new Settings(Good(0));
        ResiliencePipeline pipeline = settings.Pipeline("a");
        string first = settings.Words("b");
        using var stop = new CancellationTokenSource();
        long attempts = 0;
        Task<int>[] callers = [.. Enumerable.Range(0, Callers).Select(number => Task.Run(() => CallAsync(number, stop.Token), Test))];

        int good = 0;
        for (int i = 1; i <= Reloads; i++)
        {
            bool isGood = i % 2 == 0;
            int version = settings.Configuration.Status.Version;
            await settings.ChangeAsync(isGood ? Good(i) : Bad(i));
            settings.Configuration.Status.Version.Should().Be(isGood ? version + 1 : version);
            settings.Configuration.Status.IsCurrent.Should().Be(isGood);
            good += isGood ? 1 : 0;
            Marks(settings).Should().HaveCount(1, "all operations have the same configuration");
            await Task.Yield();
        }

        await stop.CancelAsync();
        int calls = (await Task.WhenAll(callers)).Sum();

        OperationSnapshot end = settings.Operation("a").Snapshot();
        end.Failures.Should().Be(calls);
        end.Bulkheads.Single().Should().Match<BulkheadSnapshot>(bulkhead => bulkhead.Admitted == attempts && bulkhead.InFlight == 0);
        end.Circuits.Single().Failures.Should().Be(attempts);
        settings.Pipeline("a").Should().BeSameAs(pipeline);
        settings.Configuration.Status.Version.Should().Be(1 + good);
        first.Should().Contain("timeout (100 min)");

        async Task<int> CallAsync(int number, CancellationToken stopped)
        {
            int made = 0;
            while (!stopped.IsCancellationRequested || made == 0)
            {
                int tried = 0;
                Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int>(
                    async _ =>
                    {
                        tried++;
                        Interlocked.Increment(ref attempts);
                        if (number % 2 == 0)
                            await Task.Yield();
                        throw new IOException();
                    },
                    CancellationToken.None);
                outcome.Exception.Should().BeOfType<IOException>();
                tried.Should().BeInRange(2, 5);
                MarksIn(pipeline.ToString()).Should().HaveCount(1, "one pipeline has one configuration");
                made++;
                await Task.Yield();
            }

            return made;
        }
    }

    private static string Good(int i) => $$"""
        { "Operations": { "a": {{Operation(i)}}, "b": {{Operation(i)}} } }
        """;

    private static string Bad(int i) => $$"""
        { "Operations": { "a": {{Operation(i)}}, "b": { "Retry": { "MaxAttempts": 0 } } } }
        """;

    // The same mark twice: the timeout in minutes, and the permits.
    private static string Operation(int i) => $$"""
        {
          "Timeout": { "Timeout": "{{100 + i}}min" },
          "Retry": { "MaxAttempts": {{2 + i % 4}}, "Backoff": { "Enabled": false }, "Budget": { "Enabled": false } },
          "CircuitBreaker": { "MinimumCalls": 2147483647, "Window": "1d", "Handle": { "Exceptions": ["IOException"] } },
          "Bulkhead": { "PermitLimit": {{100 + i}}, "QueueLimit": 1000, "QueueTimeout": "1d" },
          "AttemptTimeout": { "Timeout": "{{100 + i}}min" }
        }
        """;

    private static HashSet<string> Marks(Settings settings) => MarksIn(settings.Words("a") + settings.Words("b"));

    private static HashSet<string> MarksIn(string words) => [.. Timeouts().Matches(words).Select(static match => match.Groups[1].Value)];

    [GeneratedRegex(@"timeout \(([^)]*)\)")]
    private static partial Regex Timeouts();
}
