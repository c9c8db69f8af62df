using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>Owns the run and appends a stage for each line that it reads.</summary>
internal static class Owning
{
    public static async Task<int> RunAsync(string folder)
    {
        await using IRunLease lease = await new FileCheckpointStore(folder).AcquireAsync(Records.Run);
        if (lease.History.Count == 0)
            await lease.AppendAsync(Records.Started());
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } stage)
        {
            try
            {
                await lease.AppendAsync(Records.Stage(stage));
                await Console.Out.WriteLineAsync($"ack {stage}");
            }
            catch (CheckpointException error)
            {
                await Console.Out.WriteLineAsync($"failed {error.Code}");
            }
        }

        return 0;
    }
}
