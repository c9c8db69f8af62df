using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>Goes on with the run for ever, stage after stage, until somebody ends the process or the disk fails.</summary>
internal static class Appending
{
    public static async Task<int> RunAsync(string folder)
    {
        try
        {
            await using IRunLease lease = await new FileCheckpointStore(folder).AcquireAsync(Records.Run);
            if (lease.History.Count == 0)
                await lease.AppendAsync(Records.Started());
            for (long stage = lease.History.Count(static info => info.Metadata.Kind == CheckpointKind.Stage); ; stage++)
            {
                await Console.Out.WriteLineAsync($"try {Records.Number(stage)}");
                await lease.AppendAsync(Records.Stage(Records.Number(stage)));
                await Console.Out.WriteLineAsync($"ack {Records.Number(stage)}");
            }
        }
        catch (CheckpointException error)
        {
            await Console.Out.WriteLineAsync($"failed {error.Code}");
            return 1;
        }
    }
}
