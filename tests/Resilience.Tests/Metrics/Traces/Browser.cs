using System.Diagnostics;

namespace Resilience.Metrics.Traces;

/// <summary>Chromium without a window.</summary>
internal static class Browser
{
    private static readonly string? _program = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public static bool IsInstalled => _program is not null;

    /// <summary>Opens a page and returns its document after it was loaded, and what the console has said.</summary>
    public static async Task<(string Document, string Complaints)> OpenAsync(string path, string profile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_program!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", $"--user-data-dir={profile}",
                "--enable-logging=stderr", "--dump-dom", new Uri(path).AbsoluteUri,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        using Process browser = Process.Start(start)!;
        Task<string> document = browser.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> log = browser.StandardError.ReadToEndAsync(cancellationToken);
        await browser.WaitForExitAsync(cancellationToken);
        string[] said = [.. (await log).Split('\n').Where(static line => line.Contains("CONSOLE", StringComparison.Ordinal))];
        return (await document, string.Join('\n', said));
    }
}
