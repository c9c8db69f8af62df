using DocumentPipeline.CommandLine;
using DocumentPipeline.Commands;
using DocumentPipeline.Output;
using DocumentPipeline.Running;
using DocumentPipeline.SampleDocument;

namespace DocumentPipeline;

/// <summary>The program without its process: reads arguments, does what they ask for, prints, returns an exit code.</summary>
internal sealed class Application
{
    private readonly Screen _screen;
    private readonly TextWriter _errors;
    private readonly TimeProvider _timeProvider;
    private readonly ProtectionSettings _settings;
    private readonly Action _kill;

    /// <param name="screen">Where it prints.</param>
    /// <param name="errors">Where it says what went wrong.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="kill">Ends the process the hard way, for --kill-after.</param>
    /// <param name="settings">The numbers of the stages' protection; null, the default, for the usual ones.</param>
    public Application(
        Screen screen, TextWriter errors, TimeProvider timeProvider, Action kill, ProtectionSettings? settings = null)
    {
        _screen = screen;
        _errors = errors;
        _timeProvider = timeProvider;
        _kill = kill;
        _settings = settings ?? new ProtectionSettings();
    }

    /// <summary>Runs the program and returns one of <see cref="ExitCodes"/>.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        RunOutcome outcome = await TryRunAsync(arguments, cancellationToken);
        if (outcome.Error is { } error)
        {
            // One line, whatever the message held.
            await _errors.WriteLineAsync($"error: {error.ReplaceLineEndings(" ")}");
        }

        return outcome.ExitCode;
    }

    private async Task<RunOutcome> TryRunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await DispatchAsync(ProgramOptionsParser.Parse(arguments), cancellationToken);
        }
        catch (UsageException exception)
        {
            return new RunOutcome(ExitCodes.BadInput, exception.Message + " (--help explains)");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new RunOutcome(ExitCodes.Cancelled, "cancelled; the same command goes on where the run stands");
        }
        catch (Exception exception) when (RefusalText.Of(exception) is { } text)
        {
            return new RunOutcome(ExitCodes.Refused, text);
        }
    }

    private async Task<RunOutcome> DispatchAsync(ProgramOptions options, CancellationToken cancellationToken)
    {
        if (options.Help)
        {
            _screen.Line(Usage.Text);
            return RunOutcome.Success;
        }

        if (options.WriteSamplePath is { } path)
        {
            return WriteSample(path);
        }

        if (options.List)
        {
            return await ListCommand.RunAsync(_screen, options.OutputFolder, _timeProvider, cancellationToken);
        }

        return options.VerifyRun is { } runId
            ? await VerifyCommand.RunAsync(_screen, options.OutputFolder, runId, _timeProvider, cancellationToken)
            : await new RunCommand(_screen, _settings, _timeProvider, _kill).RunAsync(options, cancellationToken);
    }

    private RunOutcome WriteSample(string path)
    {
        try
        {
            _screen.Line($"{path}: {SampleWriter.Write(path)} bytes");
            return RunOutcome.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new RunOutcome(ExitCodes.BadInput, $"'{path}' cannot be written: {exception.Message}");
        }
    }
}
