using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>Wants the run so many times, and appends a stage each time that it gets it.</summary>
internal static class Racing
{
    public static async Task<int> RunAsync(string folder, int times)
    {
        var store = new FileCheckpointStore(folder);
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        for (int i = 0; i < times; i++)
        {
            try
            {
                await using IRunLease lease = await store.AcquireAsync(Records.Run);
                if (lease.History.Count == 0)
                    await lease.AppendAsync(Records.Started());
                string name = $"{Environment.ProcessId}-{Records.Number(i)}";
                await lease.AppendAsync(Records.Stage(name));
                await Console.Out.WriteLineAsync($"ack {name} {Records.Number(lease.FencingToken)}");
            }
            catch (CheckpointException error) when (error.Error == CheckpointError.RunOwned)
            {
                await Console.Out.WriteLineAsync("owned");
            }
        }

        return 0;
    }
}
