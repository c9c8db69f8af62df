using BenchmarkDotNet.Running;
using Resilience.Benchmarks.Gate;

// `gate …` compares with the peer and judges by bars; anything else is BenchmarkDotNet's command line.
if (args is ["gate", .. var rest])
{
    return GateCommand.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(GateCommand).Assembly).Run(args);
return 0;
