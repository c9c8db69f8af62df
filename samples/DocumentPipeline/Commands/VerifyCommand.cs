using DocumentPipeline.Output;
using DocumentPipeline.Running;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Reads and hashes every byte that was recorded of a run.</summary>
internal static class VerifyCommand
{
    /// <summary>Verifies it.</summary>
    /// <exception cref="CheckpointException">The store cannot be read.</exception>
    public static async Task<RunOutcome> RunAsync(
        Screen screen, string folder, string runId, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var key = new RunKey(DocumentOrchestrator.Name, runId);
        CheckpointVerification? found = await new OutputFolder(folder).OpenStore(timeProvider).VerifyAsync(key, cancellationToken);
        if (found is null)
        {
            return new RunOutcome(ExitCodes.BadInput, $"there is no run '{runId}' in '{folder}'; --list shows what there is");
        }

        string records = found.Records == 1 ? "1 record" : $"{found.Records} records";
        screen.Line($"{runId}: {records}, {(found.IsIntact ? "intact" : "DAMAGED")}", found.IsIntact ? Tone.Good : Tone.Bad);
        screen.Line($"head  {found.HeadHash ?? "none"}");
        foreach (CheckpointFinding finding in found.Findings)
        {
            screen.Line($"record {finding.Sequence}: {finding.Error.ToString().ToLowerInvariant()}: {finding.Message}", Tone.Bad);
        }

        return found.IsIntact ? RunOutcome.Success : new RunOutcome(ExitCodes.Refused, $"the records of '{runId}' are damaged");
    }
}
