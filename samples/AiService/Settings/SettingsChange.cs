using Microsoft.Extensions.Configuration;
using Resilience;

namespace AiService.Settings;

/// <summary>Changes the settings file, as an administrator would, and waits until the configuration has been seen anew.</summary>
internal sealed class SettingsChange(IResilienceConfiguration resilience, IConfiguration configuration)
{
    // The file's watcher and the library wait a quarter of a second each, so that several changes are taken as one.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes a change and waits for what is made of it.</summary>
    /// <param name="write">Writes the file.</param>
    /// <param name="isExpected">Whether this is what is waited for: somebody else's change may be seen meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">Nothing like it has been seen.</exception>
    public async Task<ResilienceConfigurationStatus> MakeAsync(
        Action write, Func<ResilienceConfigurationStatus, bool> isExpected, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource<ResilienceConfigurationStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        resilience.Changed += See;
        try
        {
            write();
            try
            {
                return await seen.Task.WaitAsync(_patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Not every file system tells of changes; then the file is read because we say so.
                ((IConfigurationRoot)configuration).Reload();
                return await seen.Task.WaitAsync(_patience, cancellationToken);
            }
        }
        finally
        {
            resilience.Changed -= See;
        }

        void See(ResilienceConfigurationStatus status)
        {
            if (isExpected(status))
                seen.TrySetResult(status);
        }
    }
}
