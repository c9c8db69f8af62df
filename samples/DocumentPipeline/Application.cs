using DocumentPipeline.CommandLine;
using DocumentPipeline.Faults;
using DocumentPipeline.Model;
using DocumentPipeline.Reporting;
using DocumentPipeline.Running;
using DocumentPipeline.SampleDocument;
using DocumentPipeline.Stages;

namespace DocumentPipeline;

/// <summary>The program without its process: reads arguments, runs the stages, prints, returns an exit code.</summary>
internal sealed class Application
{
    private readonly TextWriter _output;
    private readonly TextWriter _errors;
    private readonly TimeProvider _timeProvider;
    private readonly ProtectionSettings _settings;

    public Application(TextWriter output, TextWriter errors, TimeProvider timeProvider, ProtectionSettings? settings = null)
    {
        _output = output;
        _errors = errors;
        _timeProvider = timeProvider;
        _settings = settings ?? new ProtectionSettings();
    }

    /// <summary>Runs the program and returns one of <see cref="ExitCodes"/>.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            ProgramOptions options = ProgramOptionsParser.Parse(arguments);
            if (options.Help)
            {
                await _output.WriteLineAsync(Usage.Text);
                return ExitCodes.Success;
            }

            return options.WriteSamplePath is { } path ? WriteSample(path) : await ProcessAsync(options, cancellationToken);
        }
        catch (UsageException exception)
        {
            return Fail(exception.Message + " (--help explains)", ExitCodes.BadInput);
        }
        catch (DocumentException exception)
        {
            return Fail(exception.Message, ExitCodes.BadInput);
        }
        catch (StageFailedException exception)
        {
            return Fail(exception.Message, ExitCodes.StageFailed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail("cancelled", ExitCodes.Cancelled);
        }
    }

    private async Task<int> ProcessAsync(ProgramOptions options, CancellationToken cancellationToken)
    {
        CheckPaths(options);
        ProtectionSettings settings = _settings.With(options);
        var protocol = new RunProtocol(_timeProvider);
        var run = new DocumentRun(
            new Protection(settings, _timeProvider),
            new FaultInjector(options.Faults, settings.Slowness, _timeProvider),
            protocol,
            _output);
        var context = new DocumentContext
        {
            SourcePath = DocumentPathOf(options),
            ReportPath = options.ReportPath,
            Settings = new StageSettings
            {
                ModelFolder = options.ModelFolder,
                FirstPages = options.FirstPages,
                Questions = options.Questions.Count > 0 ? options.Questions : null,
            },
        };

        context = await run.RunAsync(StageCatalog.Create(protocol, _timeProvider), context, cancellationToken);
        await _output.WriteLineAsync(Summary.Of(context));
        return ExitCodes.Success;
    }

    private static string DocumentPathOf(ProgramOptions options) => options.DocumentPath ?? ShippedDocument.Path;

    // Said before the work starts, not after it.
    private static void CheckPaths(ProgramOptions options)
    {
        var paths = ReportPaths.Of(options.ReportPath);
        foreach (string path in (string[])[options.ReportPath, paths.Markdown, paths.Html])
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"--out names a folder, '{path}'; it needs a file");
            }

            if (Path.GetFullPath(path) == Path.GetFullPath(DocumentPathOf(options)))
            {
                throw new UsageException("--out names the document itself");
            }
        }
    }

    private int WriteSample(string path)
    {
        try
        {
            _output.WriteLine($"{path}: {SampleWriter.Write(path)} bytes");
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail($"'{path}' cannot be written: {exception.Message}", ExitCodes.BadInput);
        }
    }

    private int Fail(string message, int exitCode)
    {
        // One line, whatever the message held.
        _errors.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
