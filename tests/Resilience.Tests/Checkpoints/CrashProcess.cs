using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Resilience.Tests.Checkpoints;

/// <summary>The program of <c>Resilience.Crashes</c>, which tells line by line what it does.</summary>
internal sealed partial class CrashProcess : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;

    private readonly Process _process;

    public CrashProcess(params string[] arguments)
    {
        string program = typeof(Crashes.Ledger).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    public async Task<string[]> ReadToEndAsync(CancellationToken cancellationToken) =>
        (await _process.StandardOutput.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    public void Pause() => Signal(_process.Id, Stop).Should().Be(0);

    public void Wake() => Signal(_process.Id, Continue).Should().Be(0);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
