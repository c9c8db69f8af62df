using System.Security.Cryptography;
using DocumentPipeline.Output;
using DocumentPipeline.Running;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Reads and hashes every byte that was recorded of a run, and looks for the trace that its final record vouches for.</summary>
internal static class VerifyCommand
{
    /// <summary>Verifies it.</summary>
    /// <exception cref="CheckpointException">The store cannot be read.</exception>
    public static async Task<RunOutcome> RunAsync(
        Screen screen, string folder, string runId, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var output = new OutputFolder(folder);
        FileCheckpointStore store = output.OpenStore(timeProvider);
        var key = new RunKey(DocumentOrchestrator.Name, runId);
        CheckpointVerification? found = await store.VerifyAsync(key, cancellationToken);
        if (found is null)
        {
            return new RunOutcome(ExitCodes.BadInput, $"there is no run '{runId}' in '{folder}'; --list shows what there is");
        }

        string records = found.Records == 1 ? "1 record" : $"{found.Records} records";
        screen.Line($"{runId}: {records}, {(found.IsIntact ? "intact" : "DAMAGED")}", found.IsIntact ? Tone.Good : Tone.Bad);
        screen.Line($"head   {found.HeadHash ?? "none"}");
        foreach (CheckpointFinding finding in found.Findings)
        {
            screen.Line($"record {finding.Sequence}: {finding.Error.ToString().ToLowerInvariant()}: {finding.Message}", Tone.Bad);
        }

        if (!found.IsIntact)
        {
            return new RunOutcome(ExitCodes.Refused, $"the records of '{runId}' are damaged");
        }

        RunHead? head = await store.FindRunAsync(key, cancellationToken);
        if (head?.Last?.Metadata.TraceHash is { } hash)
        {
            string? trace = await FindTraceAsync(output, hash, cancellationToken);
            screen.Line(
                trace is null ? "trace  none is there with the hash that the final record names" : $"trace  {trace}",
                trace is null ? Tone.Warning : Tone.Plain);
        }

        return RunOutcome.Success;
    }

    // By its hash: a trace that was changed is none of this run.
    private static async Task<string?> FindTraceAsync(OutputFolder output, string hash, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(output.Traces))
        {
            return null;
        }

        foreach (string path in Directory.EnumerateFiles(output.Traces, "*.json", SearchOption.AllDirectories))
        {
            await using FileStream file = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == hash)
            {
                return path;
            }
        }

        return null;
    }
}
