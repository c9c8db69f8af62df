using System.Runtime.InteropServices;
using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>Writes a run under an unusual umask.</summary>
internal static partial class Masking
{
    public static async Task<int> RunAsync(string folder, uint mask)
    {
        _ = SetMask(mask);
        await using (IRunLease lease = await new FileCheckpointStore(folder).AcquireAsync(Records.Run))
        {
            await lease.AppendAsync(Records.Started());
            await lease.AppendAsync(Records.Stage("A"));
        }

        await Console.Out.WriteLineAsync("ready");
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
