using System.Text.Json.Nodes;
using AiService.Calls;
using AiService.Output;
using AiService.Providers;
using AiService.Settings;
using Microsoft.Extensions.Hosting;
using Resilience;

namespace AiService.Running;

/// <summary>What is shown, in phases; when it is over, the host stops.</summary>
internal sealed class Demonstration(
    IResilienceRegistry registry,
    ProviderFleet fleet,
    Load load,
    Condition condition,
    SettingsFile file,
    SettingsChange change,
    DemonstrationResult result,
    TextWriter output,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int CallsInAPhase = 40;

    // A circuit closes when its break is over and a probe has succeeded: some hundred milliseconds, unless the machine is very busy.
    private const int MostRounds = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await AllIsWellAsync(stoppingToken);
            await AlphaStumblesAsync(stoppingToken);
            await AlphaFailsAsync(stoppingToken);
            await OtherSettingsAsync(stoppingToken);
            await BadSettingsAsync(stoppingToken);
            await AllIsWellAgainAsync(stoppingToken);
            Summarize();
            result.ExitCode = 0;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            output.WriteLine("Stopped.");
            result.ExitCode = 130;
        }
        catch (Exception exception)
        {
            output.WriteLine($"The demonstration cannot go on: {exception.Message}");
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private Task AllIsWellAsync(CancellationToken cancellationToken)
    {
        Title("1. All is well: alpha is quick and cheap, beta is slow, gamma is dearer");
        return MeasureAsync(() => load.SendAsync(CallsInAPhase, cancellationToken), cancellationToken);
    }

    private Task AlphaStumblesAsync(CancellationToken cancellationToken)
    {
        Title("2. Alpha stumbles: one request in seven fails, and a retry helps");
        fleet.Alpha.Play(ReplyScript.Stumbling());
        return MeasureAsync(() => load.SendAsync(CallsInAPhase, cancellationToken), cancellationToken);
    }

    private Task AlphaFailsAsync(CancellationToken cancellationToken)
    {
        Title("3. Alpha fails, 503 and 429 with Retry-After: retries do not help, circuits open, second choices answer");
        fleet.Alpha.Play(ReplyScript.Failing());
        return MeasureAsync(() => load.SendAsync(CallsInAPhase, cancellationToken), cancellationToken);
    }

    private async Task OtherSettingsAsync(CancellationToken cancellationToken)
    {
        Title("4. Other settings while it runs: summaries no longer insist, embeddings are in a hurry");
        string[] before = Words();
        await ChangeAsync(
            () => file.Write(static settings =>
            {
                JsonNode operations = settings["Operations"]!;
                operations[Operations.Summarize]!["Preset"] = "Quick";
                operations[Operations.Embed]!["AttemptTimeout"] = new JsonObject { ["Timeout"] = "40ms" };
            }),
            isGood: true,
            cancellationToken);
        foreach ((ResilienceOperation operation, string words) in registry.Operations.Zip(before))
        {
            foreach (string line in PipelineWords.Changes(words, operation.Pipeline.ToString()))
                output.WriteLine($"  {operation.Name}: {line}");
        }

        await MeasureAsync(() => load.SendAsync(CallsInAPhase, cancellationToken), cancellationToken);
    }

    private async Task BadSettingsAsync(CancellationToken cancellationToken)
    {
        Title("5. Settings with mistakes: they are reported, and the last good ones stay");
        string[] before = Words();
        await ChangeAsync(
            () => file.Write(static settings =>
            {
                JsonNode operations = settings["Operations"]!;
                operations[Operations.Summarize]!["Preset"] = "Qick";
                operations[Operations.Embed]!["Retry"] = new JsonObject { ["MaxAttempts"] = 0, ["MaxDellay"] = "1s" };
            }),
            isGood: false,
            cancellationToken);
        output.WriteLine(before.SequenceEqual(Words()) ? "  All pipelines are as they were." : "  Pipelines have changed!");
        await MeasureAsync(() => load.SendAsync(CallsInAPhase / 2, cancellationToken), cancellationToken);
    }

    private async Task AllIsWellAgainAsync(CancellationToken cancellationToken)
    {
        Title("6. The first settings again, and alpha is back: circuits close");
        fleet.Alpha.Play(ReplyScript.Well(3, 5, 8));
        await ChangeAsync(file.Restore, isGood: true, cancellationToken);
        for (int round = 0; round < MostRounds && !registry.GetHealth().IsHealthy; round++)
            await load.SendAsync(CallsInAPhase / 10, cancellationToken);
        IReadOnlyList<string> open = registry.GetHealth().OpenCircuits;
        output.WriteLine(open.Count == 0 ? "  All circuits are closed." : $"  Still open: {string.Join(", ", open)}");
        await MeasureAsync(() => load.SendAsync(CallsInAPhase, cancellationToken), cancellationToken);
    }

    private void Summarize()
    {
        Title("Summary");
        Print(Figures.Of(registry.Snapshot()));
        output.WriteLine();
        Print(Figures.Of(fleet.All));
    }

    private async Task ChangeAsync(Action write, bool isGood, CancellationToken cancellationToken)
    {
        ResilienceConfigurationStatus status = await change.MakeAsync(write, seen => seen.IsCurrent == isGood, cancellationToken);
        output.WriteLine(
            status.IsCurrent
                ? $"  Configuration {status.Version} is in force."
                : $"  The configuration is not valid; number {status.Version} stays in force:");
        Print(status.Errors);
    }

    private string[] Words() => [.. registry.Operations.Select(static operation => operation.Pipeline.ToString())];

    private async Task MeasureAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        RegistrySnapshot before = registry.Snapshot();
        await work();
        Print(Figures.Between(before, registry.Snapshot()));
        Print(await condition.TellAsync(cancellationToken));
    }

    private void Title(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    private void Print(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            output.WriteLine($"  {line}");
    }
}
